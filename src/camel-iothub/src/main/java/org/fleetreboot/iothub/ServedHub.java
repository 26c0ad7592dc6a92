package org.fleetreboot.iothub;

import org.jspecify.annotations.Nullable;

/**
 * A hub that the component serves.
 *
 * @param name null for the one that the options describe
 */
record ServedHub(@Nullable String name, IotHubConnection connection, HubThreads threads) {}
