package org.fleetreboot.reboot.testkit;

import org.fleetreboot.engine.HubTrouble;
import org.jspecify.annotations.Nullable;

/** A permit or lease that came back. */
public record Released(String device, @Nullable HubTrouble trouble) {}
