package org.fleetreboot.iothub.client;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The service side of a hub, as far as the component uses it.
 *
 * <p>Implementations are safe for use by several threads, never block the caller, and complete each
 * stage once. They fail with {@link IotHubOperationException}; any other exception counts as {@link
 * Delivery#unknown}. A stage that is complete on return keeps the exchange on the caller's thread.
 * Maps have the form of the REST API; whole numbers are Long.
 */
public interface IotHubClient extends AutoCloseable {

  /**
   * Calls a direct method, once: nothing on the way may repeat it. {@link MethodCall#notAfter} is
   * checked on the sending thread, immediately before sending.
   */
  CompletionStage<MethodAnswer> invokeMethod(MethodCall call);

  /** Reads a twin by id, which is exact: a read after a write sees it. */
  CompletionStage<Map<String, Object>> getTwin(DeviceAddress address);

  /**
   * Reads one page of a twin query, which may lag behind the twins.
   *
   * @param pageSize the most rows to read
   * @param continuationToken from the previous page; null for the first page
   */
  CompletionStage<QueryPage> queryTwins(
      String query, int pageSize, @Nullable String continuationToken);

  /**
   * Merges a patch into a twin and answers with the whole twin.
   *
   * @param patch {@code tags} and {@code properties.desired}; a null leaf deletes
   * @param etag apply only if the twin still has this etag; null for any etag
   */
  CompletionStage<Map<String, Object>> updateTwin(
      DeviceAddress address, Map<String, Object> patch, @Nullable String etag);

  /** Reads a device's identity from the registry, without its keys. */
  CompletionStage<Map<String, Object>> getDevice(String deviceId);

  /** Sends nothing more. Running requests complete; waiting ones never do. */
  @Override
  void close();
}
