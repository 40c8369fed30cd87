import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that was run to its end.
 *
 * @param output what it printed
 * @param usedMillis its processor time
 */
record Command(String output, long usedMillis) {
  static Command run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("bench", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Thread killer = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(killer);
    long used = 0;
    while (process.isAlive()) {
      used = Math.max(used, Machine.usedMillis(process.pid()));
      Thread.sleep(20);
    }
    Runtime.getRuntime().removeShutdownHook(killer);
    String text = Files.readString(output);
    Files.delete(output);
    return new Command(text, used);
  }
}
