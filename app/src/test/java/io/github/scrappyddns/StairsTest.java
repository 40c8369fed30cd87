package io.github.scrappyddns;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stairs of ARCHITECTURE.md: calls and imports run down, never up, never in a circle. */
class StairsTest {
  private static final String ROOT = StairsTest.class.getPackageName();

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** From below; what stands on one line does not know each other. */
  private static final String STAIRS =
      """
      address encoding file spelling words
      config database
      instance
      network
      channel client log
      timeline
      outbox
      checkin relay silence
      http
      caller view
      access
      steering
      transfer
      api dashboard web
      metrics
      server
      acme
      assembly
      command
      """;

  @ParameterizedTest
  @CsvSource({
    "address, ''",
    "database, file",
    "encoding, ''",
    "file, ''",
    "spelling, ''",
    "words, ''",
    "config, address file spelling words",
    "instance, database",
    "network, database file instance spelling",
    "channel, address encoding spelling words",
    "client, words",
    "log, config",
    "timeline, address database",
    "outbox, channel database network words",
    "relay, address channel database network outbox timeline words",
    "checkin, address database network outbox timeline",
    "silence, address channel database instance network outbox spelling timeline words",
    "http, address encoding",
    "caller, address http",
    "view, address channel database network timeline",
    "access, address caller database file http",
    "steering, access channel checkin database encoding file instance network outbox silence"
        + " spelling timeline view",
    "transfer, access address channel client network spelling steering timeline view words",
    "dashboard, access address channel client database encoding http network spelling steering"
        + " timeline view words",
    "api, access address channel database encoding file http network steering transfer view",
    "web, address caller checkin encoding http network spelling",
    "metrics, address checkin database http network relay view web",
    "server, address caller file http",
    "acme, database file http instance server steering",
    "assembly, ALL",
    "command, ALL",
  })
  void a_step_knows_these_steps_below_and_no_others(String step, String below) {
    Set<String> known = new TreeSet<>();
    PROGRAM.stream()
        .filter(type -> step.equals(stepOf(type)))
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
        .filter(type -> type.getPackageName().startsWith(ROOT))
        .forEach(type -> known.add(stepOf(type)));
    known.remove(step);
    List<String> lower = stepsBelow(step);

    assertThat(lower).containsAll(known);
    if (!below.equals("ALL")) {
      assertThat(known).containsExactlyInAnyOrderElementsOf(words(below));
    }
  }

  @Test
  void every_package_is_a_step() {
    assertThat(PROGRAM.stream().map(StairsTest::stepOf).filter(step -> !step.isEmpty()))
        .isSubsetOf(words(STAIRS));
  }

  private static List<String> stepsBelow(String step) {
    return words(
        STAIRS
            .lines()
            .takeWhile(line -> !words(line).contains(step))
            .collect(Collectors.joining(" ")));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  /** The first package below the root; empty for what stands in the root itself. */
  private static String stepOf(JavaClass type) {
    String name = type.getPackageName();
    if (name.equals(ROOT)) {
      return "";
    }
    String below = name.substring(ROOT.length() + 1);
    return below.contains(".") ? below.substring(0, below.indexOf('.')) : below;
  }

  @Test
  void no_two_files_refer_to_each_other_in_a_circle() {
    slices().assignedFrom(new Files()).should().beFreeOfCycles().check(PROGRAM);
  }

  @Test
  void no_two_packages_refer_to_each_other_in_a_circle() {
    slices().assignedFrom(new Packages()).should().beFreeOfCycles().check(PROGRAM);
  }

  @Test
  void sql_is_spoken_by_the_database_and_by_the_classes_that_own_a_table() {
    noClasses()
        .that(resideInAPackage(ROOT + "..").and(not(resideInAPackage(ROOT + ".database.."))))
        .and()
        .doNotHaveSimpleName("AddressTable")
        .and()
        .doNotHaveSimpleName("NetworkTable")
        .and()
        .doNotHaveSimpleName("Timeline")
        .and()
        .doNotHaveSimpleName("Outbox")
        .and()
        .doNotHaveSimpleName("DueDebts")
        .and()
        .doNotHaveSimpleName("Notices")
        .and()
        .doNotHaveSimpleName("ChannelStates")
        .and()
        .doNotHaveSimpleName("Inheritance")
        .and()
        .doNotHaveSimpleName("Instances")
        .and()
        .doNotHaveSimpleName("Duties")
        .and()
        .doNotHaveSimpleName("OlderInstances")
        .and()
        .doNotHaveSimpleName("SilenceTable")
        .and()
        .doNotHaveSimpleName("Revision")
        .and()
        .doNotHaveSimpleName("DatabaseClock")
        .and()
        .doNotHaveSimpleName("Owing")
        .and()
        .doNotHaveSimpleName("Passwords")
        .and()
        .doNotHaveSimpleName("Sessions")
        .and()
        .doNotHaveSimpleName("Audit")
        .and()
        .doNotHaveSimpleName("ChannelTable")
        .and()
        .doNotHaveSimpleName("PushKeyTable")
        .and()
        .doNotHaveSimpleName("RegistryTable")
        .and()
        .doNotHaveSimpleName("ReadMarks")
        .and()
        .doNotHaveSimpleName("AcmeTable")
        .and()
        .doNotHaveSimpleName("SealedTexts")
        .and()
        .doNotHaveSimpleName("BadgeTable")
        .and()
        .doNotHaveSimpleName("ApiKeys")
        .and()
        .doNotHaveSimpleName("RepeatableCalls")
        .and(not(resideInAPackage(ROOT + ".view..")))
        .and()
        .areTopLevelClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..")
        .check(PROGRAM);
  }

  @Test
  void jetty_stays_in_the_server() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".server..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jetty..")
        .check(PROGRAM);
  }

  @Test
  void only_the_command_line_reads_the_environment() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".command..")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class)
        .check(PROGRAM);
  }

  @Test
  void every_package_says_that_nothing_is_null() {
    classes()
        .that()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith("org.jspecify.annotations.NullMarked")
        .check(PROGRAM);
  }

  /** A slice for each source file: what is nested in it belongs to it. */
  private static final class Files implements SliceAssignment {
    static String of(JavaClass type) {
      String name = type.getName();
      int nested = name.indexOf('$');
      return nested < 0 ? name : name.substring(0, nested);
    }

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SliceIdentifier.of(of(type));
    }

    @Override
    public String getDescription() {
      return "source files";
    }
  }

  /** A slice for each package by its whole name: a room and the rooms below it are different. */
  private static final class Packages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SliceIdentifier.of(type.getPackageName());
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
