package io.github.scrappyddns.war;

/** The web application in Debian's Tomcat. */
final class TomcatProcessTest extends ServletContainerContract {
  TomcatProcessTest() {
    super(new Tomcat(), "org.apache.catalina.loader.ParallelWebappClassLoader");
  }
}
