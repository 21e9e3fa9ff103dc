package org.heliograph;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.Stateless;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heliograph.platform.tenancy.Tenanted;

/** The structure of the business logic, as a list anyone can read. */
@AnalyzeClasses(packages = "org.heliograph", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersArchitectureTest {

    /** Each domain and the domains it may use. News travels the other way as events. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("platform", List.of()),
            Map.entry("account", List.of("platform")),
            Map.entry("export", List.of("platform", "account")),
            Map.entry("channel", List.of("platform", "account")),
            Map.entry("contact", List.of("platform", "account", "channel")),
            Map.entry("asset", List.of("platform", "account", "channel", "contact")),
            Map.entry("message", List.of("platform", "account", "channel", "contact")),
            Map.entry("broadcast", List.of("platform", "account", "channel", "contact", "message")),
            Map.entry("apiaccess", List.of("platform", "account", "asset", "channel", "contact", "message")),
            Map.entry("provider", List.of("platform", "channel")),
            Map.entry("demo", List.of("platform", "account", "channel", "contact", "apiaccess")));

    private static final Pattern DOMAIN = Pattern.compile("org\\.heliograph\\.(\\w+)(\\..*)?");

    @ArchTest
    static final ArchRule domainsUseOnlyWhatIsBelowThem = classes()
            .that()
            .resideInAPackage("org.heliograph..")
            .should(new ArchCondition<JavaClass>("use only the domains listed for theirs") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    List<String> allowed = MAY_USE.get(domain(type.getPackageName()));
                    type.getDirectDependenciesFromSelf().forEach(dependency -> {
                        String used = domain(dependency.getTargetClass().getPackageName());
                        if (used != null
                                && !used.equals(domain(type.getPackageName()))
                                && (allowed == null || !allowed.contains(used))) {
                            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                        }
                    });
                }
            });

    @ArchTest
    static final ArchRule internalPackagesAreNobodyElses = classes()
            .that()
            .resideInAPackage("..internal..")
            .should(new ArchCondition<JavaClass>("be used by their own domain only") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getDirectDependenciesToSelf().forEach(dependency -> {
                        String user = dependency.getOriginClass().getPackageName();
                        if (!domain(user).equals(domain(type.getPackageName()))) {
                            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                        }
                    });
                }
            });

    @ArchTest
    static final ArchRule providersHoldNoTransactionNoEntityManagerNoQueue = noClasses()
            .that()
            .resideInAPackage("org.heliograph.provider..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.persistence..", "jakarta.transaction..", "jakarta.jms..", "jakarta.ejb..", "org.jdbi..");

    @ArchTest
    static final ArchRule statelessBeansKnowTheirTenant =
            classes().that().areAnnotatedWith(Stateless.class).should().beAnnotatedWith(Tenanted.class);

    @ArchTest
    static final ArchRule listenersAreNamedForWhatTheyAre =
            classes().that().areAnnotatedWith(MessageDriven.class).should().haveSimpleNameEndingWith("QueueListener");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Util|Utils)");

    private static String domain(String packageName) {
        Matcher matcher = DOMAIN.matcher(packageName);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
