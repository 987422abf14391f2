package dev.descent;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The rules of the house that a compiler does not check (ARCHITECTURE.md says why each stands).
class ArchitectureTest {

    /// The packages in the order in which they may lean on each other: each on those before it only.
    private static final List<String> PACKAGES = List.of("common", "equation", "kernel", "optim", "objective", "data",
            "nn", "train", "study", "practice");

    /// Methods of `Math` that may differ by an ulp between platforms.
    private static final Set<String> INEXACT = Set.of("exp", "expm1", "log", "log1p", "log10", "pow", "sin", "cos",
            "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "cbrt", "hypot");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.descent");

    @Test
    void packages_dependOnlyOnThoseBeforeThem() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .as("packages of core; a new one takes its place in the list").allMatch(
                        name -> PACKAGES.stream().anyMatch(known -> name.equals("dev.descent." + known)));
        for (int i = 0; i < PACKAGES.size() - 1; i++) {
            String[] later = PACKAGES.subList(i + 1, PACKAGES.size()).stream().map(ArchitectureTest::named)
                    .toArray(String[]::new);
            noClasses().that().resideInAPackage(named(PACKAGES.get(i))).should().dependOnClassesThat()
                    .resideInAnyPackage(later).allowEmptyShould(true).check(CLASSES);
        }
    }

    @Test
    void vectorApiAndBytecode_areNamedInTheKernelPackageOnly() {
        noClasses().that(JavaClass.Predicates.resideOutsideOfPackage("dev.descent.kernel")).should()
                .dependOnClassesThat(resideInAnyPackage("jdk.incubator.vector..", "java.lang.classfile.."))
                .check(CLASSES);
    }

    @Test
    void arithmetic_usesNoFunctionThatDiffersBetweenPlatforms() {
        noClasses().that(resideInAnyPackage("dev.descent.equation", "dev.descent.kernel", "dev.descent.optim",
                "dev.descent.objective", "dev.descent.data", "dev.descent.nn", "dev.descent.train"))
                .should(callMathOf(INEXACT)).check(CLASSES);
    }

    @Test
    void files_areData_noJavaSerialization() {
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.ObjectInputStream")
                .check(CLASSES);
        noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.ObjectOutputStream")
                .check(CLASSES);
    }

    @Test
    void randomness_comesFromCountersOnly() {
        noClasses().should().dependOnClassesThat(resideInAPackage("java.util.random").or(
                JavaClass.Predicates.assignableTo("java.util.Random"))).check(CLASSES);
        noClasses().should().callMethod(Math.class, "random").check(CLASSES);
    }

    @Test
    void core_needsNothingButTheJdk() {
        noClasses().should().dependOnClassesThat(
                JavaClass.Predicates.resideOutsideOfPackages("java..", "jdk.incubator.vector..", "dev.descent..",
                        "org.jspecify.annotations..")
                        .and(DescribedPredicate.not(
                                DescribedPredicate.describe("primitive or array",
                                        (JavaClass c) -> c.isPrimitive() || c.isArray()))))
                .check(CLASSES);
    }

    private static String named(String packageName) {
        return "dev.descent." + packageName + "..";
    }

    private static ArchCondition<JavaClass> callMathOf(Set<String> names) {
        return new ArchCondition<>("call Math." + names) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                // Calls and method references.
                for (JavaAccess<?> access : item.getAccessesFromSelf()) {
                    if (access.getTargetOwner().getName().equals("java.lang.Math")
                            && names.contains(access.getName())) {
                        events.add(SimpleConditionEvent.satisfied(item, access.getDescription()));
                    }
                }
            }
        };
    }
}
