package org.fleetreboot.iothub;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.Exchange;
import org.fleetreboot.iothub.client.Delivery;
import org.fleetreboot.iothub.client.FailureKind;
import org.fleetreboot.iothub.client.IotHubOperationException;
import org.jspecify.annotations.Nullable;

/** Writes the result of a request into its exchange. */
final class ExchangeResult {

  private final Exchange exchange;
  private IotHubOperation operation = IotHubOperation.invokeMethod;

  ExchangeResult(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Removes what an earlier step left; a call's delivery survives later reads. */
  void begin(IotHubOperation operation) {
    this.operation = operation;
    exchange.removeProperty(IotHubConstants.STATUS_CODE);
    exchange.removeProperty(IotHubConstants.ERROR_CODE);
    exchange.removeProperty(IotHubConstants.FAILURE_KIND);
    exchange.removeProperty(IotHubConstants.RETRY_AFTER);
    if (operation == IotHubOperation.invokeMethod) {
      exchange.removeProperty(IotHubConstants.DELIVERY);
      exchange.getMessage().removeHeader(IotHubConstants.DELIVERY);
      exchange.getMessage().removeHeader(IotHubConstants.METHOD_STATUS);
    }
  }

  /** The request could not be created. */
  void failUnsent(RuntimeException cause) {
    FailureKind kind =
        cause instanceof IllegalArgumentException ? FailureKind.badRequest : FailureKind.notSent;
    fail(cause, kind, Delivery.notDelivered);
  }

  /** Takes the result of a completed future. Never throws. */
  void complete(CompletableFuture<OperationResult> answered) {
    try {
      answered.join().writeTo(exchange.getMessage());
      tell(Delivery.delivered);
    } catch (CompletionException e) {
      fail(named(e.getCause()));
    } catch (RuntimeException e) {
      fail(named(e));
    }
  }

  private IotHubOperationException named(@Nullable Throwable failure) {
    if (failure instanceof IotHubOperationException known) {
      return known;
    }
    return new IotHubOperationException(
        operation + " failed in the client, after it may have been sent.",
        FailureKind.other,
        Delivery.unknown,
        null,
        null,
        failure);
  }

  private void fail(IotHubOperationException failure) {
    if (failure.statusCode() != null) {
      exchange.setProperty(IotHubConstants.STATUS_CODE, failure.statusCode());
    }
    if (failure.errorCode() != null) {
      exchange.setProperty(IotHubConstants.ERROR_CODE, failure.errorCode());
    }
    if (failure.retryAfter() != null) {
      exchange.setProperty(IotHubConstants.RETRY_AFTER, failure.retryAfter());
    }
    fail(failure, failure.kind(), failure.delivery());
  }

  private void fail(RuntimeException cause, FailureKind kind, Delivery delivery) {
    exchange.setProperty(IotHubConstants.FAILURE_KIND, kind.name());
    tell(delivery);
    exchange.setException(cause);
  }

  private void tell(Delivery delivery) {
    if (operation == IotHubOperation.invokeMethod) {
      exchange.setProperty(IotHubConstants.DELIVERY, delivery.name());
      exchange.getMessage().setHeader(IotHubConstants.DELIVERY, delivery.name());
    }
  }
}
