package org.fleetreboot.app.program;

import java.util.Collection;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.support.LifecycleStrategySupport;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/** Lets Quartz treat each schedule of a route as one in local time. */
final class WallClockSchedules extends LifecycleStrategySupport {
  @Override
  public void onRoutesAdd(Collection<Route> routes) {
    for (Route route : routes) {
      if (route.getEndpoint() instanceof QuartzEndpoint quartz) {
        replace(quartz);
      }
    }
  }

  private static void replace(QuartzEndpoint quartz) {
    Scheduler scheduler = quartz.getComponent().getScheduler();
    try {
      if (scheduler.getTrigger(quartz.getTriggerKey()) instanceof CronTrigger cron) {
        scheduler.rescheduleJob(cron.getKey(), new WallClockTrigger(cron));
      }
    } catch (SchedulerException e) {
      throw new IllegalStateException(e);
    }
  }
}
