package io.github.scrappyddns.war;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A stock Jetty 12.1 with one of its environments. */
record Jetty(String environment) implements Container.Make {
  @Override
  public Path prepare(Path directory) throws IOException {
    Path base = directory.resolve("jetty");
    // No "work": there the old and the new application would share a place, and lose it together.
    for (String name : List.of("webapps", "environments", "logs", "tmp")) {
      Files.createDirectories(base.resolve(name));
    }
    // Jetty takes what stands behind the module of an environment for that environment's own.
    Files.writeString(
        base.resolve("start.ini"),
        """
        --module=http
        jetty.http.host=127.0.0.1
        jetty.http.port=0
        jetty.deploy.scanInterval=1
        --module=%s-deploy
        """
            .formatted(environment));
    return base;
  }

  @Override
  public List<String> command(Path base, List<String> jvmOptions) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.add("-Djava.io.tmpdir=" + base.resolve("tmp"));
    command.add("-jar");
    command.add(Path.of(System.getProperty("scrappy.jetty.home"), "start.jar").toString());
    command.add("jetty.base=" + base);
    return command;
  }

  @Override
  public Map<String, String> environment(Path base, List<String> jvmOptions) {
    return Map.of();
  }

  @Override
  public Pattern listens() {
    return Pattern.compile("Started oejs.ServerConnector@.*\\{127\\.0\\.0\\.1:(\\d+)\\}");
  }

  @Override
  public boolean startsTheNewOneFirst() {
    return true;
  }

  @Override
  public String toString() {
    return "Jetty 12.1, " + environment;
  }
}
