package dev.descent.study;

import dev.descent.common.Json;
import dev.descent.data.Examples;
import dev.descent.nn.Dense;
import dev.descent.nn.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How fast a core of this machine trains while the others do too: what a study costs is known from it before anything
/// has run. To measure the study itself instead would take longer than many studies: for its first seconds a process is
/// ten times slower than later, until its loops are compiled.
///
/// An update of B rows takes `update + parameter·n + product·B·P` seconds, where n counts the parameters and P the
/// products of a row: two for each weight of the first layer (forward, and its gradient), three for the others (the
/// gradient of their inputs too).
///
/// @param update    seconds of every update, however small
/// @param parameter seconds of a parameter's turn in an update
/// @param product   seconds of a product of numbers
/// @param start     seconds that a process loses until its loops are compiled
public record Speed(double update, double parameter, double product, double start) {

    /// A core of about 3 GHz with vectors of 256 bits: where nobody has measured.
    public static final Speed USUAL = new Speed(6e-6, 5e-10, 7e-11, 4);

    /// One correction believes in no more than this factor: something else was at work then.
    private static final double MOST = 1.5;
    /// Rows that are looked at for zeros, which the first layer leaves out.
    private static final int LOOKED_AT = 256;
    /// From this share on, zeros are not worth a list.
    private static final double DENSE = 0.5;

    /// Seconds of one update.
    ///
    /// @param density see [#density]
    /// @param rows    of the batch
    public double ofUpdate(Network network, double density, double rows) {
        return update + parameter * network.count() + product * rows * products(network, density);
    }

    /// Seconds of judging rows: forward only.
    public double ofJudging(Network network, double density, double rows) {
        return update + product * rows * products(network, density) / 2;
    }

    /// Products that a row needs in a training.
    ///
    /// @param density the share of its features that the first layer computes with
    public static double products(Network network, double density) {
        double products = 0;
        for (Dense layer : network.layers()) {
            products += (double) layer.inputs() * layer.outputs() * (products == 0 ? 2 * density : 3);
        }
        return products;
    }

    /// The share of features that are not zero, where that saves work; else 1.
    public static double density(Examples rows) {
        int looked = Math.min(LOOKED_AT, rows.rows()) * rows.features();
        int other = 0;
        for (int i = 0; i < looked; i++) {
            other += rows.x()[i] == 0 ? 0 : 1;
        }
        double density = looked == 0 ? 1 : (double) other / looked;
        return density < DENSE ? density : 1;
    }

    /// The same machine after something took longer, or shorter, than it said: half of the way, on a log scale.
    ///
    /// @param announced seconds
    /// @param taken     seconds
    public Speed corrected(double announced, double taken) {
        if (!(announced > 0) || !(taken > 0)) {
            return this;
        }
        double factor = Math.clamp(Math.sqrt(taken / announced), 1 / MOST, MOST);
        return new Speed(factor * update, factor * parameter, factor * product, factor * start);
    }

    /// As a JSON object.
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("update", update);
        json.put("parameter", parameter);
        json.put("product", product);
        json.put("start", start);
        return json;
    }

    /// From a JSON object.
    ///
    /// @param where for the message
    /// @throws dev.descent.common.DescentException (data) where a number is missing
    public static Speed of(Map<String, @Nullable Object> json, String where) {
        return new Speed(number(json, "update", where), number(json, "parameter", where),
                number(json, "product", where), number(json, "start", where));
    }

    private static double number(Map<String, @Nullable Object> json, String name, String where) {
        return Json.number(json.get(name), where + ", " + name);
    }
}
