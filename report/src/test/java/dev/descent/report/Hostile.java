package dev.descent.report;

import java.util.ArrayList;
import java.util.List;

/// Texts that a data file could bring along to become markup or script in a page.
final class Hostile {

    private Hostile() {
    }

    /// 200 of them.
    static List<String> texts() {
        String[] actions = {"alert(1)", "window.pwned=1", "document.title='pwned'", "fetch('https://example.org')"};
        String[] frames = {"<script>%s</script>", "</title><script>%s</script>", "</style><script>%s</script>",
                "</script><script>%s</script>", "<img src=x onerror=%s>", "\"><img src=x onerror=\"%s\">",
                "'><svg onload='%s'>", "<svg/onload=%s>", "<svg><desc><![CDATA[</desc><script>%s</script>]]></svg>",
                "</text></svg><script>%s</script>", "</desc><a xlink:href=\"javascript:%s\">x</a>",
                "<iframe srcdoc=\"&lt;script&gt;%s&lt;/script&gt;\">", "<iframe src=javascript:%s>",
                "<details open ontoggle=%s>", "<body onload=%s>",
                "<math><mi//xlink:href=\"data:x,<script>%s</script>\">",
                "<a href=\"javascript:%s\">x</a>", "<form action=javascript:%s><button>x",
                "<input autofocus onfocus=%s>",
                "<video><source onerror=%s>", "<marquee onstart=%s>", "<object data=javascript:%s>",
                "<embed src=javascript:%s>", "<link rel=stylesheet href=javascript:%s>",
                "<style>@import 'javascript:%s';",
                "<meta http-equiv=refresh content='0;url=javascript:%s'>", "<base href=javascript:%s//>",
                "&lt;script&gt;%s&lt;/script&gt;", "&#60;script&#62;%s&#60;/script&#62;",
                "\\u003cscript\\u003e%s\\u003c/script>",
                "]]><script>%s</script>", "--><script>%s</script>", "<!--<script>%s</script>-->",
                "<?xml version='1.0'?><script>%s",
                "<!DOCTYPE x [<!ENTITY y \"%s\">]>&y;", "<SCRIPT>%s</SCRIPT>", "<scr\u0000ipt>%s</scr\u0000ipt>",
                "<script\u000c>%s</script>", "\u202e<script>%s</script>", "\ud800<script>%s</script>\udfff",
                "\" onmouseover=\"%s\" x=\"", "' onmouseover='%s' x='", "` onmouseover=%s `", "${%s}", "{{%s}}",
                "<%%= %s %%>",
                "javascript:%s", "data:text/html,<script>%s</script>", "\u0001\u0002\ufffe<script>%s</script>",
                "<template><script>%s</script></template>"};
        List<String> texts = new ArrayList<>();
        for (String frame : frames) {
            for (String action : actions) {
                texts.add(frame.formatted(action));
            }
        }
        return texts;
    }
}
