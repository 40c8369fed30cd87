package io.github.scrappyddns.channel.program;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who decides where the way to a file ends. Files change hands here, which takes root. */
class WayTest {
  private static final int ROOT = 0;
  private static final int MALLORY = 12_345;

  @TempDir Path temporary;
  private Path directory;
  private Path bin;
  private Path file;

  @BeforeEach
  void a_file_of_ours() throws IOException {
    directory = temporary.toRealPath();
    bin = Files.createDirectory(directory.resolve("bin"));
    file = Files.createFile(bin.resolve("alert"));
  }

  private static Path withMode(Path place, int mode) throws IOException {
    return Files.setAttribute(place, "unix:mode", mode);
  }

  private static Path ofMallory(Path place) throws IOException {
    return Files.setAttribute(place, "unix:uid", MALLORY, NOFOLLOW_LINKS);
  }

  private Path link(String name, String target) throws IOException {
    return Files.createSymbolicLink(directory.resolve(name), Path.of(target));
  }

  private static void assertSafe(Path path, Path end) throws IOException {
    Way way = Way.to(path, ROOT);
    assertThat(way.fault()).isEmpty();
    assertThat(way.end()).isEqualTo(end);
  }

  private static void assertMallorys(Path path, Path place) throws IOException {
    assertThat(Way.to(path, ROOT).fault())
        .hasValue(
            place + " belongs to 12345, who so decides what this service runs: chown -h root");
  }

  @Test
  void it_ends_at_the_file_whatever_links_lead_to_it() throws IOException {
    link("absolute", file.toString());
    link("relative", "./bin/../bin/alert");
    link("above", ".." + "/..".repeat(directory.getNameCount() + 3) + file);
    link("directory", "bin/");
    link("twice", "relative");

    assertSafe(file, file);
    assertSafe(directory.resolve("absolute"), file);
    assertSafe(directory.resolve("relative"), file);
    assertSafe(directory.resolve("above"), file);
    assertSafe(directory.resolve("directory/alert"), file);
    assertSafe(directory.resolve("twice"), file);
  }

  @ParameterizedTest
  @ValueSource(ints = {0757, 0775, 0777})
  void others_may_write_neither_to_the_file_nor_to_a_directory(int mode) throws IOException {
    withMode(file, mode);
    assertThat(Way.to(file, ROOT).fault()).get().asString().contains("may change " + file + ",");

    withMode(file, 0755);
    withMode(bin, mode);
    assertThat(Way.to(file, ROOT).fault())
        .get()
        .asString()
        .contains("may change " + bin + ",", "chmod go-w");
  }

  @Test
  void the_file_belongs_to_nobody_else() throws IOException {
    assertMallorys(ofMallory(file), file);
  }

  @Test
  void no_directory_belongs_to_anybody_else() throws IOException {
    ofMallory(bin);

    assertMallorys(file, bin);
    assertMallorys(link("link", "bin/alert"), bin);
  }

  @Test
  void a_link_where_everybody_may_put_another_is_not_followed() throws IOException {
    Path shared = withMode(Files.createDirectory(directory.resolve("shared")), 0777);
    Path link = Files.createSymbolicLink(shared.resolve("alert"), file);

    assertThat(Way.to(link, ROOT).fault()).get().asString().contains("may change " + shared + ",");
    assertThat(Way.to(link("on the way", "shared/alert"), ROOT).fault()).isPresent();
    assertThat(Way.to(link("back", "shared/../bin/alert"), ROOT).fault()).isPresent();
  }

  @Test
  void in_a_directory_with_the_sticky_bit_what_is_there_is_as_safe_as_its_owner()
      throws IOException {
    Path sticky = withMode(Files.createDirectory(directory.resolve("sticky")), 01777);
    Path ours = Files.createSymbolicLink(sticky.resolve("ours"), file);
    Path mallorys = ofMallory(Files.createSymbolicLink(sticky.resolve("mallorys"), file));
    Path copied = ofMallory(Files.copy(file, sticky.resolve("copied")));

    assertSafe(ours, file);
    assertMallorys(mallorys, mallorys);
    assertMallorys(copied, copied);
    assertThatThrownBy(() -> Way.to(sticky.resolve("absent"), ROOT))
        .isInstanceOf(IOException.class);

    assertMallorys(ours, ofMallory(sticky));
  }

  @Test
  void the_sticky_bit_protects_no_file() throws IOException {
    withMode(file, 01777);

    assertThat(Way.to(file, ROOT).fault()).isPresent();
  }

  @Test
  void the_service_s_own_user_is_trusted_as_root_is() throws IOException {
    ofMallory(file);

    assertThat(Way.to(file, MALLORY).fault()).isEmpty();
  }

  @Test
  void links_that_go_round_and_round_end() throws IOException {
    link("round", "round");

    assertThatThrownBy(() -> Way.to(directory.resolve("round"), ROOT))
        .isInstanceOf(FileSystemLoopException.class);
  }
}
