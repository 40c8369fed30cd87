package io.github.scrappyddns.database.engine;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JDK's list of database drivers, which outlives a web application. */
public final class JdbcDrivers {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcDrivers.class);

  private JdbcDrivers() {}

  /** Removes this program's drivers from the list: they would keep its classes in memory. */
  public static void letGo() {
    for (Driver driver : Collections.list(DriverManager.getDrivers())) {
      if (Objects.equals(driver.getClass().getClassLoader(), JdbcDrivers.class.getClassLoader())) {
        try {
          DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
          LOG.warn("{} stays registered: {}", driver, e.getMessage());
        }
      }
    }
  }
}
