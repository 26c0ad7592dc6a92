package org.fleetreboot.app.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.fleetreboot.iothub.client.Delivery;
import org.fleetreboot.iothub.client.FailureKind;
import org.fleetreboot.iothub.client.IotHubOperationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is told of a hub that cannot be worked with blames the right thing. */
class HubSentenceTest {
  @Test
  void eachTlsProblemIsNamed() {
    assertThat(tls(new CertPathBuilderException("unable to find valid certification path")))
        .contains("an authority that this machine does not trust")
        .contains("IOTHUB_CA_FILE");
    assertThat(
            tls(
                new CertPathValidatorException(
                    "validity check failed", new CertificateExpiredException("NotAfter"))))
        .contains("has expired")
        .doesNotContain("does not trust");
    assertThat(tls(new CertificateException("No subject alternative names matching")))
        .contains("for another host name")
        .doesNotContain("does not trust");
    assertThat(tls(null)).contains("TLS handshake failed").doesNotContain("does not trust");
    assertThat(of(FailureKind.unreachable, null, new SSLException("Unsupported record")))
        .contains("does not speak TLS")
        .contains("check the port");
  }

  @Test
  void aBasicHubIsToldThatItHasNeitherMethodsNorTwins() {
    assertThat(of(FailureKind.hubRefuses, 403010, null))
        .contains("Standard or Free hub; Basic has neither")
        .doesNotContain("ServiceConnect");
  }

  @Test
  void aProxyThatNeedsAPasswordIsNotMistakenForTheHub() {
    assertThat(of(FailureKind.proxyRefuses, null, null))
        .contains("-Dhttps.proxyHost")
        .doesNotContain("ServiceConnect");
  }

  private static String tls(@Nullable Throwable cause) {
    return of(FailureKind.unreachable, null, new SSLHandshakeException("failed").initCause(cause));
  }

  private static String of(FailureKind kind, @Nullable Integer code, @Nullable Throwable cause) {
    return HubSentence.of(
        new IotHubOperationException("It failed.", kind, Delivery.unknown, null, code, cause),
        AskedHub.SOME);
  }
}
