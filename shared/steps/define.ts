// The only two shapes of a step: a trigger accepts events, a step plans. Neither acts.
import type { AnyField, ConfigOf, Fields, TemplateField } from '../fields/index.ts';
import type { Contact } from '../model/contact.ts';
import type { CrmEvent, CrmEventType } from '../model/crm-event.ts';
import type { Directory } from '../model/directory.ts';
import type { ContactFacts } from '../model/facts.ts';
import type { Channel, Recipient, Redirect } from '../model/message.ts';
import type { Finding } from '../model/problem.ts';
import type { Instant } from '../model/time.ts';
import type { User } from '../model/user.ts';
import type { RawConfig } from '../model/workflow.ts';
import type { RotationState } from '../rotation.ts';
import type { Rendered } from '../template.ts';
import type { Change } from './change.ts';

export type StepGroup = 'trigger' | 'contact' | 'notify' | 'logic' | 'data';

/** A named way out of a step. */
export interface Port {
  readonly id: string;
  /** Written on the edge; empty for the only way on. */
  readonly label: string;
}

/** "Either these fields or those": choosing one takes the others out of the config. */
export interface Modes {
  readonly label: string;
  readonly options: readonly { readonly label: string; readonly fields: readonly string[] }[];
}

interface Words<F extends Fields> {
  /** Also the name of the file it stands in. */
  readonly type: string;
  readonly typeVersion: number;
  readonly label: string;
  /** Name of a lucide icon. */
  readonly icon: string;
  /** One or two sentences for the action panel. */
  readonly help: string;
  /** More words that people search for. */
  readonly keywords: readonly string[];
  readonly fields: F;
  readonly modes?: Modes;
  /** One line on the card: what the step will do with these settings. */
  readonly caption: (config: ConfigOf<F>, directory: Directory) => string;
  /** One function per older version: config of version n -> config of version n + 1. */
  readonly upgrades: Readonly<Record<number, (config: RawConfig) => RawConfig>>;
  /** Problems that no single field can see. */
  readonly check?: (config: ConfigOf<F>, context: CheckContext) => readonly Finding[];
}

/** yes, or the rule that said no. */
export type Accepted =
  { readonly yes: true; readonly because: string } | { readonly yes: false; readonly rule: string };

interface TriggerWords<F extends Fields> extends Words<F> {
  readonly on: CrmEventType;
  readonly accepts: (config: ConfigOf<F>, facts: ContactFacts, event: CrmEvent) => Accepted;
}

/** What a plan may read. Read-only; changes of earlier steps are already in it. */
export interface View {
  readonly now: Instant;
  /** The workspace's IANA time zone. */
  readonly zone: string;
  readonly workflow: { readonly id: string; readonly name: string };
  readonly contact: Contact;
  /** All users, also inactive and removed ones. */
  readonly users: () => readonly User[];
  /** A user by id. */
  readonly user: (id: string | null) => User | undefined;
  /** Users and pools by the keys that configs use. */
  readonly directory: Directory;
  readonly rotation: (id: string) => RotationState | undefined;
}

/** Renders a template field; `user` is the person the text goes to. */
export type Render = (user?: User) => Rendered;

/** The config as a plan sees it: template fields have become functions. */
export type PlanConfig<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends TemplateField ? Render : ConfigOf<F>[K];
};

export interface PlanInput<F extends Fields> {
  readonly config: PlanConfig<F>;
  readonly view: View;
  /** Which visit of which node this is. */
  readonly at: { readonly run: string; readonly node: string; readonly visit: number };
}

/** A message that a step wants sent. */
export interface PlannedMessage {
  /** Last part of the message's key: a user's id or the address. */
  readonly recipient: string;
  readonly channel: Channel;
  readonly to: Recipient;
  readonly cc?: string;
  readonly bcc?: string;
  readonly title: string;
  readonly text: string;
  readonly redirect: Redirect;
  /** Set when it can never be sent: the reason. It is then listed as dead. */
  readonly dead?: string;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** What a step answers. `because` is the why-card: plain data that the trace shows. */
export type Plan =
  | {
      readonly leave: string;
      readonly result: 'done' | 'skipped';
      /** Why it was skipped, or what did not go as planned, in words. */
      readonly reason?: string;
      /** The run is flagged with the reason: a person should look. */
      readonly flag?: boolean;
      readonly output?: Json;
      readonly changes?: readonly Change[];
      readonly messages?: readonly PlannedMessage[];
      readonly because?: object;
    }
  /** Waits, then leaves by `next`. */
  | { readonly until: Instant; readonly because?: object }
  | { readonly stop: 'stopped' | 'failed'; readonly reason: string; readonly because?: object };

/** What a step's own check may ask about its surroundings. */
export interface CheckContext {
  readonly directory: Directory;
  /** A user by id, as pools name them. */
  readonly user: (id: string) => User | undefined;
  readonly channelReady: (channel: Channel) => boolean;
  /** The stored config, with what this version has no field for. */
  readonly raw: RawConfig;
}

/** What the engine and the checks of a whole workflow need to know of a step with these settings. */
export interface Traits {
  /** The rotation it turns: its own, or that of a pool (by key). */
  readonly rotation?: 'own' | { readonly pool: string };
  /** It gives the contact an owner: always, or only when there is none. */
  readonly givesOwner?: 'always' | 'if-none';
  /** It speaks to the owner, so somebody should be the owner by then. */
  readonly needsOwner?: boolean;
  /** Time passes at every visit, so a loop through it does not spin. */
  readonly takesTime?: boolean;
}

interface StepWords<F extends Fields> extends Words<F> {
  readonly group: Exclude<StepGroup, 'trigger'>;
  /** The ways out with these settings; `next` alone unless it says otherwise. */
  readonly ports?: (config: ConfigOf<F>) => readonly Port[];
  readonly traits?: (config: ConfigOf<F>) => Traits;
  readonly plan: (input: PlanInput<F>) => Plan;
}

// A definition with the type of its config forgotten, as registry, engine and form handle it: whoever calls
// has parsed the config with the definition's own fields (shared/steps/config.ts).
// oxlint-disable-next-line typescript/no-explicit-any -- see above
type Forgotten = Readonly<Record<string, any>> & Fields;
export type Trigger = TriggerWords<Forgotten> & { readonly kind: 'trigger'; readonly group: 'trigger' };
export type Step = StepWords<Forgotten> & { readonly kind: 'step' };
export type StepType = Trigger | Step;
export type Config = Readonly<Record<string, unknown>>;

export const nextPort: readonly Port[] = [{ id: 'next', label: '' }];

export function defineTrigger<const F extends Fields>(words: TriggerWords<F>): Trigger {
  return { ...words, kind: 'trigger', group: 'trigger' } as unknown as Trigger;
}

export function defineStep<const F extends Fields>(words: StepWords<F>): Step {
  return { ...words, kind: 'step' } as unknown as Step;
}

/** The ways out of a step or trigger with these settings. */
export function portsOf(type: StepType, config: Config): readonly Port[] {
  return type.kind === 'step' && type.ports !== undefined ? type.ports(config as never) : nextPort;
}

/** The traits of a step with these settings; a trigger has none. */
export function traitsOf(type: StepType | undefined, config: Config): Traits {
  return (type?.kind === 'step' ? type.traits?.(config as never) : undefined) ?? {};
}

/** True for a field whose value is rendered with merge fields. */
export function isTemplate(field: AnyField): boolean {
  return field.kind === 'template';
}
