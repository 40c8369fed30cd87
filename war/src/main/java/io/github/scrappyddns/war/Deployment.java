package io.github.scrappyddns.war;

import io.github.scrappyddns.assembly.HostedService;
import io.github.scrappyddns.config.SettingsException;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The life of the service between deployment and undeployment. */
public final class Deployment implements ServletContextListener {
  private @Nullable HostedService service;

  /** Called by the container, which instantiates it by the name in {@code web.xml}. */
  public Deployment() {}

  /** Starts the service; if it cannot start, the deployment fails and lists all problems. */
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    HostedService opened = open(context.getContextPath());
    service = opened;
    ServletRegistration.Dynamic servlet =
        context.addServlet("scrappy-ddns", new CheckInServlet(opened.endpoint()));
    servlet.setAsyncSupported(true);
    servlet.addMapping("/*");
    servlet.setLoadOnStartup(1);
  }

  private static HostedService open(String contextPath) {
    try {
      return HostedService.open(Path.of(""), System.getenv(), contextPath);
    } catch (SettingsException e) {
      throw new IllegalStateException(
          "Scrappy DDNS does not start:\n  " + String.join("\n  ", e.problems()), e);
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (service != null) {
      service.close();
      service = null;
    }
  }
}
