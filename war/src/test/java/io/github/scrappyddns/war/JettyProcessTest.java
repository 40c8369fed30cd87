package io.github.scrappyddns.war;

/** The web application in a stock Jetty. */
final class JettyProcessTest extends ServletContainerContract {
  JettyProcessTest() {
    super(new Jetty("ee10"), "org.eclipse.jetty.ee10.webapp.WebAppClassLoader");
  }
}
