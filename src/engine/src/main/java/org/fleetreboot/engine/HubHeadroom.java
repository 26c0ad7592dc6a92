package org.fleetreboot.engine;

/**
 * How fast the engine may ask the hub: our share of what its tier allows, and what is left of it.
 *
 * @param callsPerSecond calls of devices at full speed
 * @param readsPerSecond twin reads and queries at full speed
 * @param speed 1 for full speed; less after the hub has refused requests with 429
 * @param freeCalls the share of the calls that could be made at once, from 0 (all are taken) to 1
 * @param freeReads the same for reads
 */
public record HubHeadroom(
    double callsPerSecond,
    double readsPerSecond,
    double speed,
    double freeCalls,
    double freeReads) {
  /** Of a hub that has not been asked for anything. */
  public static HubHeadroom unused(double callsPerSecond, double readsPerSecond) {
    return new HubHeadroom(callsPerSecond, readsPerSecond, 1, 1, 1);
  }
}
