import { randomUUID } from 'node:crypto';
import type { Answer, ServiceError, WireAnswer } from './call.ts';
import { escapeXml, writeMembers, type XmlNames } from './xml.ts';

const lists: Readonly<Record<string, string>> = {
  Tags: 'tagSet',
  Snapshots: 'snapshotSet',
  Volumes: 'volumeSet',
  Images: 'imagesSet',
  Attachments: 'attachmentSet',
  BlockDeviceMappings: 'blockDeviceMapping',
  Regions: 'regionInfo',
  Geography: 'geographySet',
  CreateVolumePermissions: 'createVolumePermission',
  LaunchPermissions: 'launchPermission',
  Endpoint: 'regionEndpoint',
  FastSnapshotRestores: 'fastSnapshotRestoreSet',
  LaunchTemplateVersions: 'launchTemplateVersionSet',
  SnapshotTierStatuses: 'snapshotTierStatusSet',
  Reservations: 'reservationSet',
  Instances: 'instancesSet',
};

/** Where an operation's rows call a field otherwise than by its name with a small first letter. */
const byOperation: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DescribeSnapshots: { State: 'status', StateMessage: 'statusMessage' },
  DescribeVolumes: { State: 'status' },
  DescribeInstances: { State: 'instanceState' },
  DescribeLaunchTemplateVersions: { BlockDeviceMappings: 'blockDeviceMappingSet' },
  ListImagesInRecycleBin: { Images: 'imageSet' },
  DescribeImages: { State: 'imageState', OwnerId: 'imageOwnerId', Public: 'isPublic' },
};

const known = new Map<string, XmlNames>();

function namesOf(operation: string): XmlNames {
  const cached = known.get(operation);
  if (cached !== undefined) return cached;
  const own = new Map(Object.entries({ ...lists, ...byOperation[operation] }));
  const names: XmlNames = {
    element: (field) => {
      const name = own.get(field) ?? field.charAt(0).toLowerCase() + field.slice(1);
      own.set(field, name);
      return name;
    },
    item: () => 'item',
  };
  known.set(operation, names);
  return names;
}

const headers = { 'content-type': 'text/xml;charset=UTF-8' };

export function writeEc2Answer(operation: string, { body }: Answer): WireAnswer {
  const members = writeMembers(body, namesOf(operation));
  return {
    status: 200,
    headers,
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<${operation}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>${randomUUID()}</requestId>${members}</${operation}Response>`,
  };
}

export function writeEc2Error({ code, status, message }: ServiceError): WireAnswer {
  return {
    status,
    headers,
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error></Errors><RequestID>${randomUUID()}</RequestID></Response>`,
  };
}
