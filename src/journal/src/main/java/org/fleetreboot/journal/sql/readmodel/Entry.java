package org.fleetreboot.journal.sql.readmodel;

import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunDeviceView.Proof;
import org.jspecify.annotations.Nullable;

/** A device in a group, as read from its row. */
record Entry(long entryNo, long runNo, DeviceView device, @Nullable Proof proof) {}
