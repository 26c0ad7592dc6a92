package org.fleetreboot.reboot;

import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * The headers and exchange properties for endpoints behind {@code via}, {@code before} or {@code
 * targetsVia}. They are those of {@code iothub:}; a {@code direct:} route may use them too.
 */
public final class HubHeaders {
  /** In: the name of the hub; absent if there is only one. */
  public static final String HUB = "CamelIotHubHub";

  /** In: the device id. */
  public static final String DEVICE_ID = "CamelIotHubDeviceId";

  /** In: the direct method's name. */
  public static final String METHOD_NAME = "CamelIotHubMethodName";

  /** In: how long the device may take to answer, a Duration. */
  public static final String RESPONSE_TIMEOUT = "CamelIotHubResponseTimeout";

  /** In: how long the hub waits for the device to connect, a Duration. */
  public static final String CONNECT_TIMEOUT = "CamelIotHubConnectTimeout";

  /** In: the Instant after which the method must not be called. */
  public static final String NOT_AFTER = "CamelIotHubNotAfter";

  /** Out: the device's own status, an Integer. Absent if there was no answer. */
  public static final String METHOD_STATUS = "CamelIotHubMethodStatus";

  /** In: the query. */
  public static final String QUERY = "CamelIotHubQuery";

  /** In: the maximum number of rows per page. */
  public static final String PAGE_SIZE = "CamelIotHubPageSize";

  /** In: the page to read. Out: the next page; absent after the last. */
  public static final String CONTINUATION_TOKEN = "CamelIotHubContinuationToken";

  /** Property of a failed call: {@code notDelivered} if that is proved. */
  public static final String DELIVERY = "CamelIotHubDelivery";

  /** Property of a failure: {@code throttled}, {@code notFound}, ... */
  public static final String FAILURE_KIND = "CamelIotHubFailureKind";

  /** Property of a failure: the hub's six-digit code, an Integer. */
  public static final String ERROR_CODE = "CamelIotHubErrorCode";

  /** Property of a failure: how long the hub asks clients to wait, a Duration. */
  public static final String RETRY_AFTER = "CamelIotHubRetryAfter";

  private HubHeaders() {}

  /**
   * Sends the message to that hub.
   *
   * @param hub null for the only one, which needs no name
   */
  public static void address(Message message, @Nullable String hub) {
    if (hub != null) {
      message.setHeader(HUB, hub);
    }
  }
}
