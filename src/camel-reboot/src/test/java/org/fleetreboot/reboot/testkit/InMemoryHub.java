package org.fleetreboot.reboot.testkit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for {@code iothub:}: devices that report another boot marker with each call. A test may
 * say otherwise for an operation.
 */
public final class InMemoryHub extends DefaultComponent {
  private final Map<String, AtomicInteger> boots = new ConcurrentHashMap<>();
  private final Map<String, BiConsumer<Exchange, String>> instead = new ConcurrentHashMap<>();
  public final AtomicInteger calls = new AtomicInteger();

  public InMemoryHub(String... devices) {
    // What Camel would wire by its name are options of the real component.
    setAutowiredEnabled(false);
    List.of(devices).forEach(this::register);
  }

  public void register(String device) {
    boots.put(device, new AtomicInteger());
  }

  /** Answers that operation so; gets the exchange and the device's id. */
  public void on(String operation, BiConsumer<Exchange, String> behaviour) {
    instead.put(operation, behaviour);
  }

  public static void fail(Exchange exchange, String kind, String delivery, @Nullable Integer code) {
    exchange.setProperty("CamelIotHubFailureKind", kind);
    exchange.setProperty("CamelIotHubDelivery", delivery);
    if (code != null) {
      exchange.setProperty("CamelIotHubErrorCode", code);
    }
    exchange.setException(new IllegalStateException("The hub said " + kind + "."));
  }

  private void handle(String operation, Exchange exchange) {
    String device = exchange.getMessage().getHeader("CamelIotHubDeviceId", String.class);
    BiConsumer<Exchange, String> behaviour = instead.get(operation);
    if (operation.equals("invokeMethod")) {
      calls.incrementAndGet();
    }
    if (behaviour != null) {
      behaviour.accept(exchange, device);
    } else if (operation.equals("queryTwins")) {
      exchange
          .getMessage()
          .setBody(boots.keySet().stream().sorted().map(id -> Map.of("deviceId", id)).toList());
    } else if (!boots.containsKey(device)) {
      fail(exchange, "notFound", "unknown", 404001);
    } else if (operation.equals("getTwin")) {
      exchange.getMessage().setBody(twin(device));
    } else {
      reboot(exchange, device);
    }
  }

  private AtomicInteger boot(String device) {
    return Objects.requireNonNull(boots.get(device));
  }

  /** The device does as it is told, and reports it. */
  public void reboot(Exchange exchange, String device) {
    boot(device).incrementAndGet();
    exchange.getMessage().setBody(null);
    exchange.getMessage().setHeader("CamelIotHubMethodStatus", 200);
  }

  public int boots(String device) {
    return boot(device).get();
  }

  public Map<String, Object> twin(String device) {
    int boot = boot(device).get();
    String stamp = "2026-01-01T00:%02d:%02dZ".formatted(boot / 60, boot % 60);
    return Map.of(
        "deviceId",
        device,
        "connectionState",
        "Connected",
        "properties",
        Map.of(
            "reported",
            Map.of(
                "rebootTime",
                "boot-" + boot,
                "$version",
                boot + 1,
                "$metadata",
                Map.of("rebootTime", Map.of("$lastUpdated", stamp)))));
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    return new HubEndpoint(uri, this, remaining);
  }

  private final class HubEndpoint extends DefaultEndpoint {
    private final String operation;

    HubEndpoint(String uri, Component component, String operation) {
      super(uri, component);
      this.operation = operation;
    }

    @Override
    public Producer createProducer() {
      return new DefaultAsyncProducer(this) {
        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
          handle(operation, exchange);
          callback.done(true);
          return true;
        }
      };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      throw new UnsupportedOperationException();
    }
  }
}
