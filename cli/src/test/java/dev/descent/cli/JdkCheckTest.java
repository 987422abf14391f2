package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdkCheckTest {

    @ParameterizedTest
    @CsvSource({"25,1", "25.0.1,1", "25.0.2,1", "25.0.3,0", "25.0.10,0", "25.1.1,0", "26,0", "26.0.1,0"})
    void warnings_byVersion_nameTheKnownBadOnes(String version, int count) {
        assertThat(JdkCheck.warnings(new JdkCheck.Jvm(version, ""))).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({"JDK_JAVA_OPTIONS,1", "JAVA_TOOL_OPTIONS,1", "DESCENT_JAVA_OPTS,1", "SOMETHING_ELSE,0"})
    void warnings_withCompactHeaders_sayToLeaveThemOut(String variable, int count) {
        assertThat(JdkCheck.warnings(Map.of(variable, "-Xmx1g -XX:+UseCompactObjectHeaders"))
                .stream().filter(warning -> warning.contains("compact object headers"))).hasSize(count);
    }
}
