package org.fleetreboot.devicesim.device.sdk;

import com.microsoft.azure.sdk.iot.device.IotHubStatusCode;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.transport.IotHubTransportMessage;
import com.microsoft.azure.sdk.iot.device.twin.ReportedPropertiesUpdateCorrelatingMessageCallback;
import com.microsoft.azure.sdk.iot.device.twin.ReportedPropertiesUpdateResponse;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.devicesim.device.ReportRefused;
import org.jspecify.annotations.Nullable;

/**
 * The hub's response to a report, from whichever of the SDK's two callbacks delivers it.
 *
 * <p>Either may fail. Between queueing a response and reporting its receipt, version 2.5.0 looks up
 * the callback in a map from which another thread may already have removed it ({@code
 * IotHubTransport#onMessageReceived}): on a busy machine one response in thirty is not reported.
 * The acknowledgement is reported on the thread that runs method handlers, too late for a handler
 * that waits for it.
 */
final class ReportCallback implements ReportedPropertiesUpdateCorrelatingMessageCallback {
  private static final Set<IotHubStatusCode> PASSING =
      EnumSet.of(
          IotHubStatusCode.THROTTLED,
          IotHubStatusCode.INTERNAL_SERVER_ERROR,
          IotHubStatusCode.SERVER_BUSY,
          IotHubStatusCode.ERROR);

  private final CompletableFuture<@Nullable Void> reported = new CompletableFuture<>();

  CompletableFuture<@Nullable Void> future() {
    return reported;
  }

  @Override
  public void onResponseAcknowledged(Message answer, Object context) {
    String text = answer instanceof IotHubTransportMessage message ? message.getStatus() : null;
    end(
        text == null
            ? IotHubStatusCode.ERROR
            : IotHubStatusCode.getIotHubStatusCode(Integer.parseInt(text)));
  }

  @Override
  public void onResponseReceived(
      Message answer,
      Object context,
      IotHubStatusCode status,
      ReportedPropertiesUpdateResponse response,
      @Nullable IotHubClientException failure) {
    end(status);
  }

  private void end(IotHubStatusCode status) {
    if (IotHubStatusCode.isSuccessful(status)) {
      reported.complete(null);
    } else {
      reported.completeExceptionally(new ReportRefused(status.name(), PASSING.contains(status)));
    }
  }

  @Override
  public void onRequestQueued(Message request, Object context) {}

  @Override
  public void onRequestSent(Message request, Object context) {}

  @Override
  public void onRequestAcknowledged(
      Message request, Object context, @Nullable IotHubClientException failure) {
    if (failure != null) {
      reported.completeExceptionally(new ReportRefused(failure.getStatusCode().name(), true));
    }
  }
}
