package org.fleetreboot.reboot.events;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.fleetreboot.reboot.RebootConstants;
import org.jspecify.annotations.Nullable;

/**
 * Signs the message of an event, so that its receiver over HTTP can verify the sender.
 *
 * <p>Sets the headers {@code webhook-id}, the id of the event; {@code webhook-timestamp}, in
 * seconds since 1970; and {@code webhook-signature}, {@code v1,} and the HMAC-SHA256 of both and
 * the body in Base64, which is omitted without a secret. The body becomes bytes. Thread-safe once
 * it is configured.
 *
 * <p>Source: "Standard Webhooks", {@code
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md}.
 */
public class WebhookSignature implements Processor {
  public static final String ID = "webhook-id";
  public static final String TIMESTAMP = "webhook-timestamp";
  public static final String SIGNATURE = "webhook-signature";

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";

  private List<SecretKeySpec> keys = List.of();
  private InstantSource clock = InstantSource.system();

  /**
   * The secret: Base64, with or without the prefix {@code whsec_}. Several secrets, separated by
   * blanks, sign one signature each, while the receiver changes from one to the next. Blank or
   * null: nothing is signed.
   *
   * @throws IllegalArgumentException if it is not valid; the message does not repeat it
   */
  public void setSecret(@Nullable String secret) {
    List<SecretKeySpec> read = new ArrayList<>();
    if (secret != null && !secret.isBlank()) {
      for (String one : secret.strip().split("\\s+", -1)) {
        read.add(key(one));
      }
    }
    keys = List.copyOf(read);
  }

  /** The clock for the time of each attempt; the system clock by default. */
  public void setClock(InstantSource clock) {
    this.clock = clock;
  }

  private static SecretKeySpec key(String secret) {
    String text = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
    try {
      return new SecretKeySpec(Base64.getDecoder().decode(text), ALGORITHM);
    } catch (IllegalArgumentException e) {
      // Neither the cause nor its message, which mention characters of the secret.
      throw new IllegalArgumentException(
          "The secret of the webhook is not Base64; create one of 24 to 64 bytes: echo whsec_$(openssl"
              + " rand -base64 32).");
    }
  }

  @Override
  public void process(Exchange exchange) throws GeneralSecurityException {
    Message message = exchange.getMessage();
    byte[] body = message.getBody(byte[].class);
    if (body == null) {
      throw new IllegalArgumentException("There is no body to sign; marshal the event first.");
    }
    String id = message.getHeader(RebootConstants.EVENT_ID, String.class);
    long timestamp = clock.instant().getEpochSecond();
    message.setBody(body);
    message.setHeader(ID, id);
    message.setHeader(TIMESTAMP, timestamp);
    if (!keys.isEmpty()) {
      message.setHeader(SIGNATURE, signature(id + "." + timestamp + ".", body));
    }
  }

  private String signature(String head, byte[] body) throws GeneralSecurityException {
    List<String> signatures = new ArrayList<>();
    for (SecretKeySpec key : keys) {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(head.getBytes(StandardCharsets.UTF_8));
      signatures.add("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)));
    }
    return String.join(" ", signatures);
  }
}
