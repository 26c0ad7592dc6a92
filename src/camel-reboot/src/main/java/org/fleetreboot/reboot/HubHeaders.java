package org.fleetreboot.reboot;

/**
 * The headers and exchange properties that an endpoint behind {@code via}, {@code before} or {@code
 * targetsVia} understands. They are those of {@code iothub:}; a {@code direct:} route that keeps to
 * them does as well.
 */
public final class HubHeaders {
  /** In: the device. */
  public static final String DEVICE_ID = "CamelIotHubDeviceId";

  /** In: the direct method. */
  public static final String METHOD_NAME = "CamelIotHubMethodName";

  /** In: how long the device may take to answer, a Duration. */
  public static final String RESPONSE_TIMEOUT = "CamelIotHubResponseTimeout";

  /** In: how long the hub waits for the device to connect, a Duration. */
  public static final String CONNECT_TIMEOUT = "CamelIotHubConnectTimeout";

  /** In: no call after this Instant. */
  public static final String NOT_AFTER = "CamelIotHubNotAfter";

  /** Out: the device's own status, an Integer. Without it there was no answer. */
  public static final String METHOD_STATUS = "CamelIotHubMethodStatus";

  /** In: the query. */
  public static final String QUERY = "CamelIotHubQuery";

  /** In: the most rows of a page. */
  public static final String PAGE_SIZE = "CamelIotHubPageSize";

  /** In: the page to read; out: the next one, absent after the last. */
  public static final String CONTINUATION_TOKEN = "CamelIotHubContinuationToken";

  /** Property of a failed call: {@code notDelivered} when that is proved. */
  public static final String DELIVERY = "CamelIotHubDelivery";

  /** Property of a failure: {@code throttled}, {@code notFound}, ... */
  public static final String FAILURE_KIND = "CamelIotHubFailureKind";

  /** Property of a failure: the hub's six-digit code, an Integer. */
  public static final String ERROR_CODE = "CamelIotHubErrorCode";

  /** Property of a failure: how long the hub asks to be left alone, a Duration. */
  public static final String RETRY_AFTER = "CamelIotHubRetryAfter";

  private HubHeaders() {}
}
