package org.fleetreboot.devicesim.hub.parity.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import org.fleetreboot.devicesim.hub.identity.ClientId;
import org.fleetreboot.devicesim.hub.json.Json;
import org.fleetreboot.devicesim.hub.method.MethodAnswer;
import org.fleetreboot.devicesim.hub.method.MethodCall;
import org.fleetreboot.devicesim.hub.method.MethodInvoker;
import org.fleetreboot.devicesim.hub.registry.Twins;
import org.fleetreboot.devicesim.hub.session.DeviceSessions;

/** The two operations of jobs, which use the same parts of the hub as single requests. */
public record DeviceOperations(MethodInvoker methods, DeviceSessions sessions, Twins twins) {

  DeviceOperation of(JobAction work) {
    if (work instanceof JobAction.Method method) {
      MethodCall call = method.call();
      return new Invocation(new MethodCall(call.name(), call.payload(), call.responseSeconds(), 0));
    }
    return new Update((JobAction.TwinUpdate) work);
  }

  private final class Invocation implements DeviceOperation {
    private final MethodCall call;

    Invocation(MethodCall call) {
      this.call = call;
    }

    @Override
    public CompletableFuture<?> whenReady(ClientId device) {
      return sessions.of(device).whenListening();
    }

    @Override
    public CompletableFuture<JsonNode> run(ClientId device) {
      return methods.invoke(device, call, () -> {}).thenApply(Invocation::json);
    }

    private static JsonNode json(MethodAnswer answer) {
      ObjectNode json = Json.object().put("status", answer.status());
      json.set("payload", answer.payload());
      return json;
    }
  }

  private final class Update implements DeviceOperation {
    private final JobAction.TwinUpdate work;

    Update(JobAction.TwinUpdate work) {
      this.work = work;
    }

    @Override
    public CompletableFuture<?> whenReady(ClientId device) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<JsonNode> run(ClientId device) {
      twins.patch(device, work.patch(), work.etag());
      return CompletableFuture.completedFuture(NullNode.getInstance());
    }
  }
}
