package org.fleetreboot.app.program;

import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.TimeZone;
import org.fleetreboot.workflow.options.WallTime;
import org.jspecify.annotations.Nullable;
import org.quartz.Calendar;
import org.quartz.CronExpression;
import org.quartz.CronTrigger;
import org.quartz.impl.triggers.CronTriggerImpl;

/**
 * A schedule in local time, like a window. Quartz alone would fire 02:30 at 03:30 on the day
 * without that time, and twice, or only at the second, on the day that has it twice. Missed times
 * are never caught up, whatever the misfire instruction is.
 */
final class WallClockTrigger extends CronTriggerImpl {
  private static final long serialVersionUID = 1;

  /** A zone without daylight saving time. */
  private static final TimeZone PLAIN = TimeZone.getTimeZone(ZoneOffset.UTC);

  private final CronExpression times;

  WallClockTrigger(CronTrigger trigger) {
    try {
      times = new CronExpression(trigger.getCronExpression());
      times.setTimeZone(PLAIN);
      setCronExpression(trigger.getCronExpression());
    } catch (ParseException e) {
      throw new IllegalStateException("Quartz does not read its own expression.", e);
    }
    setKey(trigger.getKey());
    setJobKey(trigger.getJobKey());
    setJobDataMap(trigger.getJobDataMap());
    setDescription(trigger.getDescription());
    setCalendarName(trigger.getCalendarName());
    setPriority(trigger.getPriority());
    setStartTime(trigger.getStartTime());
    setEndTime(trigger.getEndTime());
    setTimeZone(trigger.getTimeZone());
    setMisfireInstruction(MISFIRE_INSTRUCTION_DO_NOTHING);
  }

  /** The first of its times after an instant, even before its start; null if there is none. */
  @Nullable Instant after(Instant at) {
    return WallTime.next(at, getTimeZone().toZoneId(), this::next);
  }

  private @Nullable LocalDateTime next(LocalDateTime shown) {
    Date next = times.getNextValidTimeAfter(Date.from(shown.toInstant(ZoneOffset.UTC)));
    return next == null ? null : LocalDateTime.ofInstant(next.toInstant(), ZoneOffset.UTC);
  }

  @Override
  protected @Nullable Date getTimeAfter(Date afterTime) {
    Instant next = after(afterTime.toInstant());
    return next == null ? null : Date.from(next);
  }

  /** The next time, if none was missed. */
  @Override
  public void updateAfterMisfire(@Nullable Calendar calendar) {
    setMisfireInstruction(MISFIRE_INSTRUCTION_DO_NOTHING);
    super.updateAfterMisfire(calendar);
  }
}
