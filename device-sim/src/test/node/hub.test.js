// Microsoft's Node packages, unchanged, against a local hub. MicrosoftNodeSdksTest starts both.
'use strict';
const assert = require('node:assert/strict');
const { once } = require('node:events');
const { after, test } = require('node:test');
const { Client: Device, Message, ModuleClient } = require('azure-iot-device');
const { Mqtt } = require('azure-iot-device-mqtt');
const { Client: Service, JobClient, Registry } = require('azure-iothub');

const owner = process.env.HUB_CONNECTION_STRING;
const mqttHost = process.env.HUB_MQTT_HOST;
const registry = Registry.fromConnectionString(owner);
const service = Service.fromConnectionString(owner);
const open = [];

after(() => Promise.all(open.map((device) => device.close())));

async function created(deviceId) {
  return (await registry.create({ deviceId })).responseBody;
}

async function connected(deviceId) {
  const { authentication } = await created(deviceId);
  const key = authentication.symmetricKey.primaryKey;
  const device = Device.fromConnectionString(
    `HostName=${mqttHost};DeviceId=${deviceId};SharedAccessKey=${key}`,
    Mqtt
  );
  await device.open();
  open.push(device);
  return device;
}

function call(deviceId, more = {}) {
  return service.invokeDeviceMethod(deviceId, {
    methodName: 'rebootDevice',
    payload: { method_number: '42' },
    responseTimeoutInSeconds: 10,
    connectTimeoutInSeconds: 0,
    ...more,
  });
}

test('a device is created, read, updated and deleted', async () => {
  const device = await created('valve-1');
  assert.equal(device.status, 'enabled');
  assert.ok(device.authentication.symmetricKey.primaryKey);
  await assert.rejects(created('valve-1'), { name: 'DeviceAlreadyExistsError' });

  await registry.update({ deviceId: 'valve-1', status: 'disabled', statusReason: 'worn out' });
  const read = (await registry.get('valve-1')).responseBody;
  assert.equal(read.status, 'disabled');
  assert.equal(read.statusReason, 'worn out');
  assert.equal(read.generationId, device.generationId);

  await registry.delete('valve-1');
  await assert.rejects(registry.get('valve-1'), { name: 'DeviceNotFoundError' });
});

test('a device answers a method with a status and a payload of its own', async () => {
  const device = await connected('pump-1');
  device.onDeviceMethod('rebootDevice', (request, response) =>
    response.send(202, { got: request.payload })
  );
  // The packages do not say when the hub has acknowledged the subscription.
  const { result } = await call('pump-1', { connectTimeoutInSeconds: 10 });
  assert.deepEqual(result, { status: 202, payload: { got: { method_number: '42' } } });
});

test('a device that is not connected is not found, with 404103', async () => {
  await created('pump-2');
  await assert.rejects(call('pump-2'), (error) => {
    // The package reads names in another form of error body only; this one has the number.
    assert.equal(error.message, 'Not found');
    assert.match(error.responseBody, /404103/);
    return true;
  });
});

test('a device that does not answer in time is a gateway timeout', async () => {
  const device = await connected('pump-3');
  device.onDeviceMethod('rebootDevice', () => {});
  await assert.rejects(
    call('pump-3', { connectTimeoutInSeconds: 10, responseTimeoutInSeconds: 1 }),
    (error) => {
      assert.match(error.responseBody, /504101/);
      return true;
    }
  );
});

test('desired properties reach the device', async () => {
  const device = await connected('pump-4');
  const seen = await device.getTwin();
  const pushed = once(seen, 'properties.desired.firmware');
  const twin = (await registry.getTwin('pump-4')).responseBody;
  await registry.updateTwin('pump-4', { properties: { desired: { firmware: '2.1' } } }, twin.etag);
  assert.equal((await pushed)[0], '2.1');
});

test('what a device reports is read from its twin, with the time of the report', async () => {
  const device = await connected('pump-5');
  const own = await device.getTwin();
  await new Promise((resolve, reject) =>
    own.properties.reported.update({ rebootTime: '2026-11-23T04:00:00Z' }, (error) =>
      error ? reject(error) : resolve()
    )
  );
  const { reported } = (await registry.getTwin('pump-5')).responseBody.properties;
  assert.equal(reported.rebootTime, '2026-11-23T04:00:00Z');
  assert.ok(Date.parse(reported.$metadata.rebootTime.$lastUpdated));
});

test('a twin that somebody else changed is not overwritten', async () => {
  await created('pump-6');
  const stale = (await registry.getTwin('pump-6')).responseBody.etag;
  await registry.updateTwin('pump-6', { tags: { ring: 'canary' } }, stale);
  await assert.rejects(registry.updateTwin('pump-6', { tags: { ring: 'late' } }, stale), {
    name: 'InvalidEtagError',
  });
});

test('a query is read page by page to its end', async () => {
  for (let i = 0; i < 5; i++) {
    await created(`meter-${i}`);
    await registry.updateTwin(`meter-${i}`, { tags: { role: 'meter' } }, '*');
  }
  const query = registry.createQuery("SELECT * FROM devices WHERE tags.role = 'meter'", 2);
  const ids = [];
  while (query.hasMoreResults) {
    ids.push(...(await query.nextAsTwin()).result.map((twin) => twin.deviceId));
  }
  assert.deepEqual(ids, ['meter-0', 'meter-1', 'meter-2', 'meter-3', 'meter-4']);
});

test('telemetry is acknowledged', async () => {
  const device = await connected('pump-7');
  const result = await device.sendEvent(new Message('{"celsius":21}'));
  assert.equal(result.constructor.name, 'MessageEnqueued');
});

async function over(jobId) {
  const jobs = JobClient.fromConnectionString(owner);
  for (;;) {
    const { jobStatus } = await jobs.getJob(jobId);
    if (!['queued', 'scheduled', 'running'].includes(jobStatus.status)) return jobStatus;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('a job invokes a method on each device of a query, and its results are queried', async () => {
  const device = await connected('pump-8');
  device.onDeviceMethod('rebootDevice', (request, response) => response.send(200, { ok: true }));
  const jobs = JobClient.fromConnectionString(owner);
  const { jobStatus } = await jobs.scheduleDeviceMethod(
    'reboot-pump-8',
    "deviceId = 'pump-8'",
    { methodName: 'rebootDevice', payload: {}, responseTimeoutInSeconds: 10 },
    new Date(),
    60
  );
  assert.equal(jobStatus.status, 'queued');
  const ended = await over('reboot-pump-8');
  assert.equal(ended.status, 'completed');
  assert.equal(ended.deviceJobStatistics.succeededCount, 1);

  const query = registry.createQuery(
    "SELECT * FROM devices.jobs WHERE devices.jobs.jobId = 'reboot-pump-8'"
  );
  const [row] = (await query.next()).result;
  assert.equal(row.deviceId, 'pump-8');
  assert.deepEqual(row.outcome.deviceMethodResponse, { status: 200, payload: { ok: true } });
});

test('a job changes the twins of a query', async () => {
  await created('valve-2');
  const jobs = JobClient.fromConnectionString(owner);
  const patch = { etag: '*', tags: { ring: 'canary' } };
  await jobs.scheduleTwinUpdate('mark', "deviceId IN ['valve-2']", patch, new Date(), 60);
  assert.equal((await over('mark')).status, 'completed');
  assert.equal((await registry.getTwin('valve-2')).responseBody.tags.ring, 'canary');
});

test('jobs are listed page by page and cancelled', async () => {
  const jobs = JobClient.fromConnectionString(owner);
  const patch = { etag: '*', tags: { ring: 'late' } };
  const inAnHour = new Date(Date.now() + 3_600_000);
  for (const id of ['later-1', 'later-2', 'later-3']) {
    await jobs.scheduleTwinUpdate(id, "deviceId = 'nobody'", patch, inAnHour, 60);
  }
  await jobs.cancelJob('later-2');
  const query = jobs.createQuery('scheduleUpdateTwin', 'scheduled', 1);
  const ids = [];
  while (query.hasMoreResults) {
    // Without the token, next() of this package asks for the first page again, and again.
    const page = await query.next(query.continuationToken);
    ids.push(...page.result.map((job) => job.jobId));
  }
  assert.deepEqual(ids, ['later-1', 'later-3']);
  await assert.rejects(jobs.cancelJob('nobody'), (error) => {
    assert.match(error.responseBody, /JobNotFound/);
    return true;
  });
});

test('many devices are created, updated and removed at once', async () => {
  const many = [{ deviceId: 'bulk-1' }, { deviceId: 'bulk-2' }];
  const added = (await registry.addDevices(many)).responseBody;
  assert.deepEqual(added, { isSuccessful: true, errors: [], warnings: [] });
  await assert.rejects(registry.addDevices(many), (error) => {
    const { isSuccessful, errors } = JSON.parse(error.responseBody);
    assert.equal(isSuccessful, false);
    assert.deepEqual(
      errors.map(({ deviceId, errorCode }) => [deviceId, errorCode]),
      [
        ['bulk-1', 'DeviceAlreadyExists'],
        ['bulk-2', 'DeviceAlreadyExists'],
      ]
    );
    return true;
  });

  await registry.updateDevices([{ deviceId: 'bulk-1', status: 'disabled' }], true);
  const read = (await registry.get('bulk-1')).responseBody;
  assert.equal(read.status, 'disabled');
  await registry.removeDevices([{ deviceId: 'bulk-1', etag: read.etag }], false);
  await registry.removeDevices([{ deviceId: 'bulk-2' }], true);
  await assert.rejects(registry.get('bulk-1'), { name: 'DeviceNotFoundError' });
});

test('a module is added, found, updated and removed', async () => {
  await created('mixer-2');
  const module = { deviceId: 'mixer-2', moduleId: 'camera' };
  const added = (await registry.addModule(module)).responseBody;
  assert.ok(added.authentication.symmetricKey.primaryKey);
  await assert.rejects(registry.addModule(module), (error) => {
    assert.equal(JSON.parse(error.responseBody).errorCode, 409301);
    return true;
  });
  const [found] = (await registry.getModulesOnDevice('mixer-2')).responseBody;
  assert.equal(found.moduleId, 'camera');
  await registry.updateModule(added, true);
  await registry.updateModuleTwin('mixer-2', 'camera', { tags: { lens: 'wide' } }, '*');
  const twin = (await registry.getModuleTwin('mixer-2', 'camera')).responseBody;
  assert.equal(twin.tags.lens, 'wide');
  await registry.removeModule('mixer-2', 'camera');
  await assert.rejects(registry.getModule('mixer-2', 'camera'), (error) => {
    assert.equal(JSON.parse(error.responseBody).errorCode, 404010);
    return true;
  });
});

test('a module answers a method', async () => {
  await created('mixer-8');
  const added = (await registry.addModule({ deviceId: 'mixer-8', moduleId: 'camera' })).responseBody;
  const key = added.authentication.symmetricKey.primaryKey;
  const camera = ModuleClient.fromConnectionString(
    `HostName=${mqttHost};DeviceId=mixer-8;ModuleId=camera;SharedAccessKey=${key}`,
    Mqtt
  );
  await camera.open();
  open.push(camera);
  camera.onMethod('zoom', (request, response) => response.send(200, { got: request.payload }));
  const { result } = await service.invokeDeviceMethod('mixer-8', 'camera', {
    methodName: 'zoom',
    payload: 3,
    responseTimeoutInSeconds: 10,
    connectTimeoutInSeconds: 10,
  });
  assert.deepEqual(result, { status: 200, payload: { got: 3 } });
});
