package org.fleetreboot.reboot.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.fleetreboot.reboot.RebootConstants;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  private final WebhookSignature webhook = new WebhookSignature();
  private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

  /** The example of the Standard Webhooks libraries. */
  @Test
  void theSignatureIsThatOfStandardWebhooks() throws Exception {
    webhook.setSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}");
    assertThat(exchange.getMessage().getHeaders())
        .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
        .containsEntry("webhook-timestamp", 1614265330L)
        .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void whileSecretsChangeEachOfThemSigns() throws Exception {
    webhook.setSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw  AAAA");
    sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}");
    assertThat(exchange.getMessage().getHeader("webhook-signature", String.class))
        .matches("v1,g0hM9SsE\\+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,\\S{44}");
  }

  @Test
  void withoutASecretNothingIsSigned() throws Exception {
    webhook.setSecret(" ");
    sign("msg_1", 1, "{}");
    assertThat(exchange.getMessage().getHeaders())
        .containsKeys("webhook-id", "webhook-timestamp")
        .doesNotContainKey("webhook-signature");
  }

  @Test
  void aSecretThatIsNoneIsRefusedAndNotRepeated() {
    assertThatThrownBy(() -> webhook.setSecret("whsec_pässword"))
        .hasMessageStartingWith("The secret of the webhook is not Base64;")
        .hasNoCause()
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("ssword"));
  }

  private void sign(String id, long second, String body) throws Exception {
    webhook.setClock(InstantSource.fixed(Instant.ofEpochSecond(second)));
    exchange.getMessage().setHeader(RebootConstants.EVENT_ID, id);
    exchange.getMessage().setBody(body.getBytes(StandardCharsets.UTF_8));
    webhook.process(exchange);
  }
}
