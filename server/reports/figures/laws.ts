/**
 * What the law said of services when they were given: each reception and its steps are judged by the version under which
 * they began, whatever came into force since. A version that the program does not know is told as what is in force.
 */
import type { Matter, Norm } from '../../contract/index.js';
import { lawOf } from '../../domain/lawof.js';
import type { PrescribedStep } from '../../domain/regulation.js';
import type { World } from '../world.js';
import type { Lots, Names } from './filter.js';
import type { Known } from './known.js';

const minuteMs = 60_000;

/** A service under a version of the regulation. */
export interface ServiceLaw {
  serviceId: string;
  version: string;
  procedure: string;
  /** In their order. */
  steps: readonly PrescribedStep[];
  /** Its norm has a paragraph; without one it is the office's own target. */
  isByLaw: boolean;
  ref: string | null;
  matter: Matter;
  /** The norms in minutes by which its receptions were judged, in the order in which they were met. */
  minutes: number[];
}

export class Laws {
  /** By the code of a service: how long one may wait for it today, where the journal does not tell what held then. */
  readonly waitMs: Float64Array;
  readonly list: ServiceLaw[] = [];
  /** By the codes of service and version: the place in the list. */
  private readonly places = new Map<number, number>();

  constructor(
    private readonly world: World,
    private readonly known: Known,
    private readonly names: Names,
  ) {
    this.waitMs = new Float64Array(names.passes.length).fill(known.waitNorm.minutes * minuteMs);
    for (const { serviceId, waitNorm } of known.services.values())
      this.waitMs[names.codeOf(serviceId)] = waitNorm.minutes * minuteMs;
  }

  /** Of each lot of a day: the place of its service's law. */
  placesOf({ services, versions }: Lots): Uint16Array {
    return services.map((service, lot) => this.placeOf(service, versions[lot] ?? 0));
  }

  private placeOf(service: number, version: number): number {
    const key = service * 0x10000 + version;
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const place = this.list.push(this.read(this.names.list[service] ?? '', this.names.list[version] ?? '')) - 1;
    this.places.set(key, place);
    return place;
  }

  private read(serviceId: string, version: string): ServiceLaw {
    const { world } = this;
    const { packId = '', code = '' } = this.known.services.get(serviceId) ?? {};
    const said = world.law.service(packId, code, version);
    const procedure = said?.procedure ?? '';
    return {
      serviceId,
      version,
      procedure,
      steps: lawOf(world, { packId, packVersion: version })?.procedures.get(procedure)?.steps ?? [],
      isByLaw: said !== null && said.norm.ref !== null,
      ref: said?.norm.ref ?? null,
      matter: said?.matter ?? 'handOver',
      minutes: [],
    };
  }

  /** The norms by which the receptions of a service were judged, each once; empty when none was. */
  normsOf(serviceId: string): Norm[] {
    const norms: Norm[] = [];
    for (const one of this.list) {
      if (one.serviceId !== serviceId) continue;
      for (const minutes of one.minutes)
        if (!norms.some((norm) => norm.minutes === minutes && norm.ref === one.ref))
          norms.push({ minutes, ref: one.ref });
    }
    return norms;
  }
}
