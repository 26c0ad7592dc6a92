package org.fleetreboot.reboot.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.fleetreboot.workflow.options.BusyRule;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.fleetreboot.workflow.options.MarkerPath;
import org.jspecify.annotations.Nullable;

/** How a device of a group is called, and what proves its reboot. */
@UriParams
public class CallParameters extends Parameters<CallParameters> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @UriParam(label = "group", enums = "python-tutorial,node-tutorial,java-tutorial")
  private @Nullable String preset;

  @UriParam(label = "group", defaultValue = "rebootDevice")
  private @Nullable String method;

  @UriParam(label = "group")
  private @Nullable String payload;

  @UriParam(label = "group", defaultValue = "rebootTime")
  private @Nullable String marker;

  @UriParam(label = "group", defaultValue = "value", enums = "value,stamp,echo")
  private String confirm = OptionParser.of(CallOptions.DEFAULT.confirm());

  @UriParam(label = "group,message", defaultValue = "10m")
  private Duration confirmWithin = CallOptions.DEFAULT.confirmWithin();

  @UriParam(label = "group,message")
  private @Nullable Duration stayUp;

  @UriParam(label = "group,message", defaultValue = "1")
  private int attempts = CallOptions.DEFAULT.attempts();

  @UriParam(label = "group,message", defaultValue = "423")
  private @Nullable String busyStatus;

  @UriParam(label = "group,message", defaultValue = "10")
  private int busyAttempts = BusyRule.DEFAULT.busyAttempts();

  @UriParam(label = "group", defaultValue = "true")
  private boolean keepResponse = CallOptions.DEFAULT.keepResponse();

  @UriParam(label = "group,message", defaultValue = "30s")
  private Duration responseTimeout = CallOptions.DEFAULT.responseTimeout();

  @UriParam(label = "group,message", defaultValue = "0s")
  private Duration connectTimeout = CallOptions.DEFAULT.connectTimeout();

  @UriParam(label = "group,message")
  private @Nullable Duration unlessRebootedWithin;

  @UriParam(label = "group,message")
  private @Nullable Integer quarantineAfter;

  @UriParam(label = "group,message", defaultValue = "false")
  private boolean again = CallOptions.DEFAULT.again();

  public @Nullable String getPreset() {
    return preset;
  }

  /**
   * Sets method and marker to those of a tutorial by Microsoft; options set beside it take
   * precedence.
   */
  public void setPreset(@Nullable String preset) {
    this.preset = preset;
  }

  public @Nullable String getMethod() {
    return method;
  }

  /** The direct method to invoke. */
  public void setMethod(@Nullable String method) {
    this.method = method;
  }

  public @Nullable String getPayload() {
    return payload;
  }

  /**
   * The payload of the direct method, as JSON; none by default. With confirm=echo it must be an
   * object or absent, and gets the field invocationId.
   */
  public void setPayload(@Nullable String payload) {
    this.payload = payload;
  }

  public @Nullable String getMarker() {
    return marker;
  }

  /**
   * The path of the reported property that changes with each boot, with dots between the levels.
   */
  public void setMarker(@Nullable String marker) {
    this.marker = marker;
  }

  public String getConfirm() {
    return confirm;
  }

  /**
   * What proves the reboot: another value with a later time stamp of the hub (value), a later time
   * stamp alone (stamp), or a value that contains the invocation id (echo).
   */
  public void setConfirm(String confirm) {
    this.confirm = confirm;
  }

  public Duration getConfirmWithin() {
    return confirmWithin;
  }

  /** How long after its answer a device may take to report, 1 s to 7 days. */
  public void setConfirmWithin(Duration confirmWithin) {
    this.confirmWithin = confirmWithin;
  }

  public int getAttempts() {
    return attempts;
  }

  /** The maximum number of calls to a device that is provably offline. */
  public void setAttempts(int attempts) {
    this.attempts = attempts;
  }

  public @Nullable String getBusyStatus() {
    return busyStatus;
  }

  /**
   * The status, or several comma-separated, by which a device says that it cannot begin now: it has
   * started nothing, and is called again after the seconds in retryAfter of its payload. A status
   * from 200 to 399 accepts the call; any other status is a refusal.
   */
  public void setBusyStatus(@Nullable String busyStatus) {
    this.busyStatus = busyStatus;
  }

  public int getBusyAttempts() {
    return busyAttempts;
  }

  /**
   * How many calls a device may answer as busy, 1 to 100: the last such answer counts as a refusal.
   */
  public void setBusyAttempts(int busyAttempts) {
    this.busyAttempts = busyAttempts;
  }

  public boolean isKeepResponse() {
    return keepResponse;
  }

  /** Whether to keep the payload of a device's answer, up to 4 KB, and not only its status. */
  public void setKeepResponse(boolean keepResponse) {
    this.keepResponse = keepResponse;
  }

  public Duration getResponseTimeout() {
    return responseTimeout;
  }

  /** How long a device may take to answer, 5 to 300 s. */
  public void setResponseTimeout(Duration responseTimeout) {
    this.responseTimeout = responseTimeout;
  }

  public Duration getConnectTimeout() {
    return connectTimeout;
  }

  /**
   * How long the hub waits for a device that is not connected, 0 to 300 s. Above 0, a device can
   * never be proved offline.
   */
  public void setConnectTimeout(Duration connectTimeout) {
    this.connectTimeout = connectTimeout;
  }

  public @Nullable Duration getUnlessRebootedWithin() {
    return unlessRebootedWithin;
  }

  /** Skips devices whose marker changed less than this long ago, by the hub's own time stamp. */
  public void setUnlessRebootedWithin(@Nullable Duration unlessRebootedWithin) {
    this.unlessRebootedWithin = unlessRebootedWithin;
  }

  public @Nullable Integer getQuarantineAfter() {
    return quarantineAfter;
  }

  /**
   * Skips a device after this many failed runs in a row, until a run without this option confirms
   * it.
   */
  public void setQuarantineAfter(@Nullable Integer quarantineAfter) {
    this.quarantineAfter = quarantineAfter;
  }

  public boolean isAgain() {
    return again;
  }

  /** Whether to call a device again that this run has already called. */
  public void setAgain(boolean again) {
    this.again = again;
  }

  public @Nullable Duration getStayUp() {
    return stayUp;
  }

  /**
   * How long a device must stay up after it has come back, before it is confirmed. If it reboots
   * again by itself, the time starts again; after the third reboot it counts as a boot loop, and is
   * not confirmed.
   */
  public void setStayUp(@Nullable Duration stayUp) {
    this.stayUp = stayUp;
  }

  CallOptions callOptions() {
    TutorialPreset tutorial = preset == null ? null : TutorialPreset.ofWord(preset);
    ConfirmBy proof = OptionParser.word("confirm", ConfirmBy.class, confirm);
    checkPayload(payload, proof);
    return new CallOptions(
        first(method, tutorial == null ? null : tutorial.method, CallOptions.DEFAULT.method()),
        null,
        new MarkerPath(
            first(
                marker,
                tutorial == null ? null : tutorial.marker,
                CallOptions.DEFAULT.marker().path())),
        proof,
        confirmWithin,
        attempts,
        responseTimeout,
        connectTimeout,
        unlessRebootedWithin,
        quarantineAfter,
        again,
        stayUp,
        busyStatus == null
            ? new BusyRule(BusyRule.DEFAULT.busyStatus(), busyAttempts)
            : BusyRule.of(busyStatus, busyAttempts),
        keepResponse);
  }

  private static String first(@Nullable String named, @Nullable String preset, String otherwise) {
    if (named != null) {
      return named;
    }
    return preset == null ? otherwise : preset;
  }

  /** The engine keeps only its hash. */
  private static void checkPayload(@Nullable String payload, ConfirmBy confirm) {
    if (payload == null) {
      return;
    }
    JsonNode json;
    try {
      json = JSON.readTree(payload);
    } catch (JsonProcessingException e) {
      // Without the parser's message, which quotes the payload.
      throw new IllegalArgumentException("payload is not valid JSON; text needs double quotes.");
    }
    if (confirm == ConfirmBy.ECHO && !json.isObject()) {
      throw new IllegalArgumentException(
          "With confirm=echo the payload is a JSON object, or absent: the invocation id goes in.");
    }
  }
}
