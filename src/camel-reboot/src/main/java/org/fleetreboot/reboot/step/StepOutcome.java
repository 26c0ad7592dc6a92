package org.fleetreboot.reboot.step;

import java.util.Locale;
import org.apache.camel.Exchange;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.reboot.JsonBody;
import org.fleetreboot.reboot.RebootConstants;
import org.fleetreboot.reboot.RunCancelled;
import org.fleetreboot.workflow.group.StepResult;

/** Writes a step's outcome into its exchange, the same on a replay as the first time. */
final class StepOutcome {
  private StepOutcome() {}

  static void write(StepAnswer answer, Exchange exchange) {
    String result = answer.result().name().toLowerCase(Locale.ROOT);
    JsonBody body = new JsonBody();
    body.put("run", answer.run());
    body.put("step", answer.step());
    body.put("result", result);
    body.put("devices", answer.tally().byWord());
    if (answer.reason() != null) {
      body.put("reason", answer.reason());
    }
    exchange.getMessage().setBody(body);
    exchange.getMessage().setHeader(RebootConstants.STEP_RESULT, result);
    if (answer.result() == StepResult.CANCELLED) {
      exchange.setException(new RunCancelled(answer));
    }
  }
}
