package org.fleetreboot.devicesim.hub;

import com.microsoft.azure.sdk.iot.device.IotHubStatusCode;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.twin.GetTwinCorrelatingMessageCallback;
import com.microsoft.azure.sdk.iot.device.twin.ReportedPropertiesUpdateCorrelatingMessageCallback;
import com.microsoft.azure.sdk.iot.device.twin.ReportedPropertiesUpdateResponse;
import com.microsoft.azure.sdk.iot.device.twin.Twin;
import java.util.concurrent.CompletableFuture;

/**
 * The hub's answer to a twin request of Microsoft's device SDK, by whichever of two callbacks tells
 * of it. Its blocking methods wait for one of them, which a race in the SDK swallows now and then
 * ({@code IotHubTransport#onMessageReceived} in 2.5.0).
 */
final class TwinAnswer
    implements GetTwinCorrelatingMessageCallback,
        ReportedPropertiesUpdateCorrelatingMessageCallback {
  final CompletableFuture<Message> message = new CompletableFuture<>();

  @Override
  public void onResponseAcknowledged(Message answer, Object context) {
    message.complete(answer);
  }

  @Override
  public void onRequestQueued(Message request, Object context) {}

  @Override
  public void onRequestSent(Message request, Object context) {}

  @Override
  public void onRequestAcknowledged(
      Message request, Object context, IotHubClientException failure) {}

  @Override
  public void onResponseReceived(
      Twin twin,
      Message answer,
      Object context,
      IotHubStatusCode status,
      IotHubClientException failure) {
    message.complete(answer);
  }

  @Override
  public void onResponseReceived(
      Message answer,
      Object context,
      IotHubStatusCode status,
      ReportedPropertiesUpdateResponse response,
      IotHubClientException failure) {
    message.complete(answer);
  }
}
