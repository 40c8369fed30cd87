package io.github.scrappyddns.assembly;

/**
 * Which build these classes are. Compiled into a class on purpose: a resource is read from the jar
 * even where a stale AOT cache runs the classes of another one.
 */
final class Build {
  static final String ID = "${build.id}";

  private Build() {}
}
