package org.fleetreboot.app.explain;

import java.time.Instant;
import org.fleetreboot.app.report.HubJson;
import org.fleetreboot.app.report.ProgramPresence;
import org.jspecify.annotations.Nullable;

/**
 * What is known besides the journal.
 *
 * @param program whether a program works on the open runs
 * @param hub what that program says of its hub; null if there is none, or it was not asked
 */
public record Conditions(ProgramPresence program, @Nullable HubJson hub, Instant now) {}
