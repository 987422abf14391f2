package dev.descent.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgTest {

    static Document parsed(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<Chart> charts() {
        Random random = new Random(3);
        return List.of(Scenes.losses(random), Scenes.rates(random), Scenes.contour(random));
    }

    @Test
    void standalone_everyChart_isWellFormedHasWordsForItAndNeedsNoFont() throws Exception {
        for (Chart chart : charts()) {
            Document document = parsed(chart.svg());
            assertThat(document.getElementsByTagName("text").getLength()).isZero();
            assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                    .isEqualTo(chart.scene().title());
            assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
                    .isEqualTo(chart.scene().description()).isNotEmpty();
        }
    }

    @Test
    void inline_everyChart_isWellFormedNamesItsFontAndHasUniqueIds() throws Exception {
        Set<String> ids = new HashSet<>();
        for (Chart chart : charts()) {
            Document document = parsed(Svg.inline(chart.scene()));
            assertThat(document.getElementsByTagName("text").getLength()).isGreaterThan(5);
            assertThat(document.getDocumentElement().getAttribute("font-family")).startsWith("Descent Sans");
            for (Element element : elements(document)) {
                if (element.hasAttribute("id")) {
                    assertThat(ids.add(element.getAttribute("id"))).as(element.getAttribute("id")).isTrue();
                }
            }
        }
    }

    @Test
    void svg_sameChartTwice_isTheSameText() {
        for (int i = 0; i < 3; i++) {
            assertThat(charts().get(i).svg()).isEqualTo(charts().get(i).svg());
            assertThat(Svg.inline(charts().get(i).scene())).isEqualTo(Svg.inline(charts().get(i).scene()));
        }
    }

    @Test
    void svg_hostileNames_stayText() throws Exception {
        List<String> structure = structure("title");
        for (String hostile : Hostile.texts()) {
            assertThat(structure(hostile)).as(hostile).isEqualTo(structure);
        }
    }

    /// The elements and attribute names of a picture with this text in every place that takes one.
    private static List<String> structure(String text) throws Exception {
        Mark.Text label = new Mark.Text(text, 10, 20, 12, false, Mark.Anchor.START, 0, Ink.TEXT, Ink.GROUND);
        Scene scene = new Scene(100, 50, text, text, List.of(label, new Mark.Hover(5, 5, 3, text)));
        List<String> names = new ArrayList<>();
        for (Element element : elements(parsed(Svg.inline(scene)))) {
            names.add(element.getTagName());
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                names.add(element.getAttributes().item(i).getNodeName());
            }
        }
        parsed(Svg.standalone(scene));
        return names;
    }

    static List<Element> elements(Document document) {
        NodeList nodes = document.getElementsByTagName("*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    @Test
    void number_anyValue_hasAtMostTwoDecimals() {
        assertThat(Markup.number(1)).isEqualTo("1");
        assertThat(Markup.number(-0.001)).isEqualTo("0");
        assertThat(Markup.number(-0.05)).isEqualTo("-0.05");
        assertThat(Markup.number(12.345)).isIn("12.34", "12.35");
        assertThat(Markup.number(99.999)).isEqualTo("100");
    }
}
