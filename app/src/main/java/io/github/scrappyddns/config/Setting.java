package io.github.scrappyddns.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The keys that an operator may set, in a file or, as {@code SCRAPPY_<KEY>}, in the environment.
 *
 * <p>README.md documents them in one table, which a test compares with this list.
 */
public enum Setting {
  TOKEN_LIST_FILE("token.list", false),
  IP_ADDRESS_CACHE("", false),
  LOG_LEVEL("INFO", false),
  LOG_FILE("", false),
  ANDROID_PUSH_API_KEY("", true),
  NOTIFY_MY_ANDROID_URL("", false),
  PUSH_USER_KEY("", true),
  PUSH_APP_KEY("", true),
  PUSH_MSG_PRIORITY("0", false),
  PUSHOVER_URL("https://api.pushover.net", false),
  NOTIFY_URLS("", true),
  ALERT_INTERVAL("10s", false),
  HISTORY("400d", false),
  PROXY_COUNT("0", false),
  TRUSTED_PROXIES("", false),
  IPV6_PREFIX_LENGTH("64", false),
  HOST_NAMES("", false),
  SILENT_AFTER("", false),
  DATABASE_URL("", true),
  TLS_CERTIFICATE("", false),
  TLS_PRIVATE_KEY("", false),
  TLS_ACME("", false),
  TLS_ACME_DIRECTORY("https://acme-v02.api.letsencrypt.org/directory", false),
  TLS_ACME_CONTACT("", false),
  TLS_ACME_CA("", false),
  PLAIN_PORT("", false),
  PUBLIC_URL("", false),
  ADMIN_PASSWORD("", true),
  SIGN_IN_HEADER("", false),
  SECRET_KEY_FILE("", false),
  METRICS_TOKEN("", true),
  HEARTBEAT_URL("", true),
  PUSH_HOSTS("", false),
  LANGUAGE("en", false);

  /** Flask's own keys, which a Python edition's file may hold: ignored, but no error. */
  static final List<String> OF_FLASK =
      List.of(
          "APPLICATION_ROOT",
          "DEBUG",
          "ENV",
          "EXPLAIN_TEMPLATE_LOADING",
          "JSONIFY_MIMETYPE",
          "JSONIFY_PRETTYPRINT_REGULAR",
          "JSON_AS_ASCII",
          "JSON_SORT_KEYS",
          "LOGGER_HANDLER_POLICY",
          "LOGGER_NAME",
          "MAX_CONTENT_LENGTH",
          "MAX_COOKIE_SIZE",
          "MAX_FORM_MEMORY_SIZE",
          "MAX_FORM_PARTS",
          "PERMANENT_SESSION_LIFETIME",
          "PREFERRED_URL_SCHEME",
          "PRESERVE_CONTEXT_ON_EXCEPTION",
          "PROPAGATE_EXCEPTIONS",
          "PROVIDE_AUTOMATIC_OPTIONS",
          "SECRET_KEY",
          "SECRET_KEY_FALLBACKS",
          "SEND_FILE_MAX_AGE_DEFAULT",
          "SERVER_NAME",
          "SESSION_COOKIE_DOMAIN",
          "SESSION_COOKIE_HTTPONLY",
          "SESSION_COOKIE_NAME",
          "SESSION_COOKIE_PARTITIONED",
          "SESSION_COOKIE_PATH",
          "SESSION_COOKIE_SAMESITE",
          "SESSION_COOKIE_SECURE",
          "SESSION_REFRESH_EACH_REQUEST",
          "TEMPLATES_AUTO_RELOAD",
          "TESTING",
          "TRAP_BAD_REQUEST_ERRORS",
          "TRAP_HTTP_EXCEPTIONS",
          "TRUSTED_HOSTS",
          "USE_X_SENDFILE");

  private final String defaultText;
  private final boolean secret;

  Setting(String defaultText, boolean secret) {
    this.defaultText = defaultText;
    this.secret = secret;
  }

  /** The default value, as one would write it; empty if there is none. */
  public String defaultText() {
    return defaultText;
  }

  /** Whether its value must not be shown. */
  public boolean secret() {
    return secret;
  }

  /**
   * The setting of a key or of another spelling of it. Three TLS keys name files anyway, so that
   * {@code <KEY>_FILE} cannot mean a file that names a file.
   */
  static Optional<Setting> named(String key) {
    String current =
        switch (key) {
          case "TOKEN_FILE" -> TOKEN_LIST_FILE.name();
          case "TLS_CERTIFICATE_FILE" -> TLS_CERTIFICATE.name();
          case "TLS_PRIVATE_KEY_FILE" -> TLS_PRIVATE_KEY.name();
          case "TLS_ACME_CA_FILE" -> TLS_ACME_CA.name();
          default -> key;
        };
    return Arrays.stream(values()).filter(setting -> setting.name().equals(current)).findFirst();
  }
}
