package org.fleetreboot.iothub;

import java.util.concurrent.Executor;
import org.fleetreboot.iothub.client.IotHubClient;

/**
 * The client of one hub.
 *
 * @param workers continue routes after its answers
 */
record HubClient(IotHubClient client, Executor workers) {}
