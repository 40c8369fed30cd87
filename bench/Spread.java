import java.util.ArrayList;
import java.util.List;

/** Some figures of the same thing, told by their least, median and greatest. */
final class Spread {
  private final List<Double> figures = new ArrayList<>();

  void add(double figure) {
    figures.add(figure);
    figures.sort(null);
  }

  double median() {
    int middle = figures.size() / 2;
    return figures.size() % 2 == 1
        ? figures.get(middle)
        : (figures.get(middle - 1) + figures.get(middle)) / 2;
  }

  /** The three figures, in one format. */
  String text(String format) {
    return String.format(
        format + " - " + format + " - " + format,
        figures.get(0),
        median(),
        figures.get(figures.size() - 1));
  }
}
