package io.github.scrappyddns;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rooms of the house: who may enter them, and how many live there. */
class RoomsTest {
  private static final String ROOT = RoomsTest.class.getPackageName();

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** What is public only because its neighbours stand in another room is nobody else's business. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "channel.url | channel.. assembly steering..",
        "channel.http | channel.. command..",
        "channel.kind | channel..",
        "channel.mail | channel..",
        "channel.program | channel.registry",
        "channel.service | channel.registry",
        "channel.webpush | channel.. assembly steering..",
        "channel.registry | assembly command steering.. transfer",
        "api | assembly",
        "assembly | command.. war",
        "assembly.upkeep | assembly.. command",
        "assembly.silence | assembly",
        "command | ",
        "command.remote | command",
        "log | assembly.. command",
        "config | assembly.. command.. log",
        "caller | access api web server assembly",
        "access | access.key api dashboard.. steering transfer assembly command",
        "access.key | api dashboard.. assembly command.remote",
        "steering | api steering.. dashboard.. transfer assembly acme",
        "steering.channel | api steering.. dashboard.. transfer assembly",
        "steering.secret | steering.. acme",
        "steering.device | dashboard.. assembly",
        "view | api view.. dashboard.. metrics assembly..",
        "view.problems | api dashboard.. assembly..",
        "view.events | api dashboard.. assembly",
        "view.copy | view.. steering transfer.. assembly",
        "transfer | api transfer.. command assembly",
        "transfer.foreign | command",
        "dashboard | dashboard.pages assembly",
        "dashboard.setup | dashboard..",
        "dashboard.badge | dashboard.network assembly",
        "dashboard.inbox | dashboard dashboard.pages",
        "dashboard.network | dashboard..",
        "dashboard.frame | dashboard..",
        "checkin.held | checkin.. steering web assembly..",
        "dashboard.channels | dashboard dashboard.pages assembly",
        "relay | assembly.. metrics",
        "metrics | assembly",
        "acme | assembly",
        "acme.certificate | acme assembly",
        "silence | steering assembly..",
      })
  void a_room_is_entered_from_these_rooms_alone(String rule) {
    String[] parts = rule.split(" \\| ?", -1);
    String room = ROOT + "." + parts[0];
    String[] visitors =
        words(parts[1] + " " + parts[0]).stream()
            .map(name -> ROOT + "." + name)
            .toArray(String[]::new);
    noClasses()
        .that(not(resideInAnyPackage(visitors)).and(not(simpleName("Main"))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(room)
        .check(PROGRAM);
  }

  @Test
  void no_room_has_more_than_twenty_files_but_the_rows_of_services_and_of_pages() {
    PROGRAM.stream()
        .filter(type -> !type.getPackageName().endsWith(".channel.service"))
        .filter(type -> !type.getPackageName().endsWith(".dashboard.pages"))
        .collect(
            Collectors.groupingBy(
                JavaClass::getPackageName,
                Collectors.mapping(RoomsTest::fileOf, Collectors.toSet())))
        .forEach((room, files) -> assertThat(files).as(room).hasSizeLessThanOrEqualTo(21));
  }

  /** What is nested in a file belongs to it. */
  private static String fileOf(JavaClass type) {
    String name = type.getName();
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
  }
}
