package io.github.scrappyddns;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
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

  @ParameterizedTest
  @CsvSource({
    "address, ''",
    "database, ''",
    "spelling, ''",
    "config, address spelling",
    "file, ''",
    "network, address database file",
    "channel, address spelling",
    "client, address",
    "timeline, address database network",
    "outbox, address database network channel timeline",
    "checkin, address database network timeline outbox",
    "web, address network timeline checkin",
    "server, address file web",
    "log, config",
    "assembly, address spelling file database config network channel client timeline outbox checkin web server log",
    "command, address spelling file database config network channel client timeline outbox checkin web server log assembly",
  })
  void a_step_only_knows_the_steps_below(String step, String below) {
    List<String> others =
        List.of(
                "address spelling file database config network channel client timeline outbox checkin web server log assembly command"
                    .split(" ", -1))
            .stream()
            .filter(name -> !name.equals(step) && !List.of(below.split(" ", -1)).contains(name))
            .map(name -> ROOT + "." + name + "..")
            .toList();
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + step + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT)
                .or(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                        others.toArray(String[]::new))))
        .check(PROGRAM);
  }

  @Test
  void no_two_files_refer_to_each_other_in_a_circle() {
    slices().assignedFrom(new Files()).should().beFreeOfCycles().check(PROGRAM);
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
        .doNotHaveSimpleName("Notices")
        .and()
        .doNotHaveSimpleName("ChannelStates")
        .and()
        .doNotHaveSimpleName("Inheritance")
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
        .resideOutsideOfPackage(ROOT + ".command")
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
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getName();
      int nested = name.indexOf('$');
      return SliceIdentifier.of(nested < 0 ? name : name.substring(0, nested));
    }

    @Override
    public String getDescription() {
      return "source files";
    }
  }
}
