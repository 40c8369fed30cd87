package io.github.scrappyddns.war;

import io.github.scrappyddns.testing.InstalledProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Debian's Tomcat 10.1, as an instance of the user's own. */
final class Tomcat implements Container.Make {
  private static final String HOME = "/usr/share/tomcat10";

  @Override
  public Path prepare(Path directory) throws IOException {
    Path base = directory.resolve("tomcat");
    InstalledProgram.Ended created =
        InstalledProgram.named("tomcat10-instance-create", "tomcat10-user")
            .run(directory, base.toString());
    if (created.status() != 0) {
      throw new AssertionError("No instance was made:\n" + created.output());
    }
    Path server = base.resolve("conf/server.xml");
    String configured =
        Files.readString(server)
            .replace("port=\"8080\" protocol", "port=\"0\" address=\"127.0.0.1\" protocol")
            // It looks for new applications each second instead of every ten.
            .replace("<Engine ", "<Engine backgroundProcessorDelay=\"1\" ");
    Files.writeString(server, configured);
    return base;
  }

  @Override
  public List<String> command(Path base, List<String> jvmOptions) {
    if (!Files.isReadable(Path.of(HOME, "bin", "catalina.sh"))) {
      throw new AssertionError("Tomcat is not installed: install libtomcat10-java");
    }
    return List.of("/bin/sh", HOME + "/bin/catalina.sh", "run");
  }

  @Override
  public Map<String, String> environment(Path base, List<String> jvmOptions) {
    return Map.of(
        "CATALINA_HOME",
        HOME,
        "CATALINA_BASE",
        base.toString(),
        "CATALINA_TMPDIR",
        base.resolve("temp").toString(),
        "CATALINA_OPTS",
        String.join(" ", jvmOptions));
  }

  @Override
  public Pattern listens() {
    return Pattern.compile("Starting ProtocolHandler \\[\"http-nio-127.0.0.1-auto-\\d+-(\\d+)\"");
  }

  @Override
  public boolean startsTheNewOneFirst() {
    return false;
  }

  @Override
  public String toString() {
    return "Tomcat 10.1";
  }
}
