package io.github.scrappyddns.server;

import java.net.Socket;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS that shows another certificate to an authority that asks for it by the protocol {@code
 * acme-tls/1} (RFC 8737), while a challenge is open. To all others it is TLS without ALPN: nothing
 * that they offer is chosen, and nothing is refused.
 *
 * <p>It needs TLS 1.3, in which the JDK chooses the protocol before the certificate; in 1.2 it is
 * the other way round. Every authority in use speaks 1.3.
 */
final class ValidatedTls extends SslContextFactory.Server {
  private static final String PROTOCOL = "acme-tls/1";

  /** What the JDK calls the keys of the challenge's certificate. */
  private static final String KEY_TYPE = "EC";

  private static final String ALIAS = "challenge";
  private static final String NO_PROTOCOL = "";

  private final Supplier<@Nullable ServerCertificate> challenge;

  /**
   * @param challenge gives null while none is open; must not block
   */
  ValidatedTls(Supplier<@Nullable ServerCertificate> challenge) {
    this.challenge = challenge;
  }

  @Override
  public void customize(SSLEngine engine) {
    super.customize(engine);
    engine.setHandshakeApplicationProtocolSelector(this::select);
  }

  private String select(SSLEngine engine, List<String> offered) {
    return challenge.get() != null && offered.contains(PROTOCOL) ? PROTOCOL : NO_PROTOCOL;
  }

  @Override
  protected KeyManager[] getKeyManagers(KeyStore store) throws Exception {
    KeyManager[] managers = super.getKeyManagers(store);
    for (int i = 0; i < managers.length; i++) {
      if (managers[i] instanceof X509ExtendedKeyManager usual) {
        managers[i] = new Keys(usual);
      }
    }
    return managers;
  }

  /** The usual keys, and that of the challenge. */
  private final class Keys extends X509ExtendedKeyManager {
    private final X509ExtendedKeyManager usual;

    Keys(X509ExtendedKeyManager usual) {
      this.usual = usual;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
        String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
      if (!PROTOCOL.equals(engine.getHandshakeApplicationProtocol())) {
        return usual.chooseEngineServerAlias(keyType, issuers, engine);
      }
      return keyType.equals(KEY_TYPE) ? ALIAS : null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
      ServerCertificate shown = alias.equals(ALIAS) ? challenge.get() : null;
      return shown == null ? usual.getCertificateChain(alias) : shown.chain();
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
      ServerCertificate shown = alias.equals(ALIAS) ? challenge.get() : null;
      return shown == null ? usual.getPrivateKey(alias) : shown.key();
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, Socket socket) {
      return usual.chooseServerAlias(keyType, issuers, socket);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return usual.getServerAliases(keyType, issuers);
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
      return usual.chooseClientAlias(keyTypes, issuers, socket);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return usual.getClientAliases(keyType, issuers);
    }
  }
}
