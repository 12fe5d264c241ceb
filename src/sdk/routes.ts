/* Made by tools/generate-sdk.ts from the route table of the server: change the table, not this file. */

/** A request as a generated method describes it. */
export interface SdkRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
  /** Writes that need an idempotency key; one is made when the caller gives none. */
  readonly idempotent: boolean;
  readonly options?: RequestOptions | undefined;
}

/** Sends a request and answers its JSON. */
export type Send = <T>(request: SdkRequest) => Promise<T>;

export interface RequestOptions {
  /** Give the same key to a retry; made at random when left out. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

export type SessionCreateBody = {
  readonly email: string;
  readonly password: string;
};

export type SessionCreateAnswer = {
  readonly id: string;
  readonly email: string;
  readonly role: 'auditor' | 'analyst' | 'operator' | 'risk' | 'admin';
  readonly createdAt: string;
  readonly disabled: boolean;
};

export type SessionGetAnswer = {
  readonly id: string;
  readonly email: string;
  readonly role: 'auditor' | 'analyst' | 'operator' | 'risk' | 'admin';
  readonly createdAt: string;
  readonly disabled: boolean;
};

export type SessionDeleteAnswer = {
  readonly signedOut: boolean;
};

export type UsersListAnswer = {
  readonly items: readonly {
    readonly id: string;
    readonly email: string;
    readonly role: 'auditor' | 'analyst' | 'operator' | 'risk' | 'admin';
    readonly createdAt: string;
    readonly disabled: boolean;
  }[];
};

export type UsersCreateBody = {
  readonly email: string;
  readonly role: 'auditor' | 'analyst' | 'operator' | 'risk' | 'admin';
};

export type UsersCreateAnswer = {
  readonly id: string;
  readonly email: string;
  readonly role: 'auditor' | 'analyst' | 'operator' | 'risk' | 'admin';
  readonly createdAt: string;
  readonly disabled: boolean;
  readonly password: string;
};

export type UsersResetAnswer = {
  readonly id: string;
  readonly email: string;
  readonly role: 'auditor' | 'analyst' | 'operator' | 'risk' | 'admin';
  readonly createdAt: string;
  readonly disabled: boolean;
  readonly password: string;
};

export type UsersDisableBody = {
  readonly disabled: boolean;
};

export type UsersDisableAnswer = {
  readonly id: string;
  readonly email: string;
  readonly role: 'auditor' | 'analyst' | 'operator' | 'risk' | 'admin';
  readonly createdAt: string;
  readonly disabled: boolean;
};

export type KeysListAnswer = {
  readonly items: readonly {
    readonly id: string;
    readonly name: string;
    readonly role: 'auditor' | 'analyst' | 'operator' | 'risk' | 'admin';
    readonly createdAt: string;
    readonly revokedAt: string | null;
  }[];
};

export type KeysCreateBody = {
  readonly name: string;
  readonly role: 'auditor' | 'analyst' | 'operator' | 'risk' | 'admin';
};

export type KeysCreateAnswer = {
  readonly id: string;
  readonly name: string;
  readonly role: 'auditor' | 'analyst' | 'operator' | 'risk' | 'admin';
  readonly createdAt: string;
  readonly revokedAt: string | null;
  readonly secret: string;
};

export type KeysRevokeAnswer = {
  readonly id: string;
  readonly name: string;
  readonly role: 'auditor' | 'analyst' | 'operator' | 'risk' | 'admin';
  readonly createdAt: string;
  readonly revokedAt: string | null;
};

export type AuditListQuery = {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly subject?: string | undefined;
  readonly action?: string | undefined;
};

export type AuditListAnswer = {
  readonly items: readonly {
    readonly sequence: number;
    readonly at: string;
    readonly actor: string;
    readonly action: string;
    readonly subject: string;
    readonly hash: string;
    readonly previous: string;
  }[];
  readonly next: string | null;
};

export type AuditVerifyAnswer = {
  readonly entries: number;
  readonly firstBreak: number | null;
  readonly decisions: number;
};

export type ApplicationsListQuery = {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly status?: 'offered' | 'declined' | 'referred' | 'refused' | 'disbursed' | undefined;
  readonly outcome?: 'approved' | 'declined' | 'referred' | undefined;
  readonly productId?: string | undefined;
  readonly personId?: string | undefined;
  readonly arm?: string | undefined;
  readonly reason?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

export type ApplicationsListAnswer = {
  readonly items: readonly {
    readonly id: string;
    readonly personId: string;
    readonly productId: string;
    readonly submittedAt: string;
    readonly amount: {
      readonly amountMinor: number;
      readonly currency: string;
    };
    readonly termMonths: number;
    readonly status: 'offered' | 'declined' | 'referred' | 'refused' | 'disbursed';
    readonly outcome: 'approved' | 'declined' | 'referred';
    readonly creditScore: number | null;
    readonly fraudScore: number | null;
    readonly arm: string;
    readonly reasons: readonly {
      readonly code: string;
      readonly text: {
        readonly en: string;
        readonly zh: string;
      };
    }[];
    readonly loanId: string | null;
  }[];
  readonly next: string | null;
};

export type ApplicationsCreateBody = {
  readonly productId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly termMonths: number;
  readonly purpose: string;
  readonly declaredIncomeMinor: number;
  readonly employment: 'salaried' | 'self_employed' | 'shop_owner' | 'gig' | 'student' | 'retired' | 'unemployed';
  readonly employer?: string | undefined;
  readonly jobMonths: number;
  readonly education: 'none' | 'school' | 'college' | 'bachelor' | 'postgraduate';
  readonly maritalStatus: 'single' | 'married' | 'divorced' | 'widowed';
  readonly dependents: number;
  readonly housing: 'own' | 'mortgage' | 'rent' | 'family' | 'dormitory';
  readonly age: number;
  readonly sex: 'female' | 'male' | 'unknown';
  readonly cell: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly fullName: string;
  readonly address: string;
  readonly form: {
    readonly durationS: number;
    readonly edits: number;
    readonly pastes: number;
    readonly idleS: number;
    readonly fieldsRevisited: number;
  };
  readonly applicationId?: string | undefined;
  readonly identifiers: readonly {
    readonly kind:
      | 'application'
      | 'loan'
      | 'national_id'
      | 'account'
      | 'phone'
      | 'email'
      | 'device'
      | 'cookie'
      | 'shop';
    readonly value: string;
  }[];
  readonly occurredAt?: string | undefined;
};

export type ApplicationsCreateAnswer = {
  readonly id: string;
  readonly personId: string;
  readonly decisionId: string;
  readonly outcome: 'approved' | 'declined' | 'referred';
  readonly reasons: readonly {
    readonly code: string;
    readonly text: {
      readonly en: string;
      readonly zh: string;
    };
  }[];
  readonly offer: {
    readonly amount: {
      readonly amountMinor: number;
      readonly currency: string;
    };
    readonly aprBps: number;
    readonly termMonths: number;
  } | null;
  readonly policyHash: string;
  readonly arm: string;
};

export type ApplicationsGetAnswer = {
  readonly id: string;
  readonly personId: string;
  readonly productId: string;
  readonly submittedAt: string;
  readonly amount: {
    readonly amountMinor: number;
    readonly currency: string;
  };
  readonly termMonths: number;
  readonly status: 'offered' | 'declined' | 'referred' | 'refused' | 'disbursed';
  readonly outcome: 'approved' | 'declined' | 'referred';
  readonly creditScore: number | null;
  readonly fraudScore: number | null;
  readonly arm: string;
  readonly reasons: readonly {
    readonly code: string;
    readonly text: {
      readonly en: string;
      readonly zh: string;
    };
  }[];
  readonly loanId: string | null;
  readonly offer: {
    readonly amount: {
      readonly amountMinor: number;
      readonly currency: string;
    };
    readonly aprBps: number;
    readonly termMonths: number;
  } | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly fraudForm: string | null;
  readonly decision: {
    readonly decisionId: string;
    readonly decidedAt: string;
    readonly policyId: string;
    readonly policyVersion: number;
    readonly policyHash: string;
    readonly modelHashes: Readonly<Record<string, string>>;
    readonly experimentId: string;
    readonly factorSchemaId: string;
    readonly variables: Readonly<Record<string, number>>;
    readonly trace: readonly {
      readonly node: string;
      readonly kind: 'rules' | 'model' | 'table' | 'cutoff' | 'outcome';
      readonly rule?: string | undefined;
      readonly model?: string | undefined;
      readonly score?: number | undefined;
      readonly row?: number | undefined;
      readonly above?: number | undefined;
      readonly passed?: boolean | undefined;
      readonly outcome?: 'approved' | 'declined' | 'referred' | undefined;
    }[];
    readonly lists: readonly {
      readonly list: 'black' | 'grey' | 'white';
      readonly node: string;
    }[];
    readonly factors: readonly {
      readonly name: string;
      readonly text: {
        readonly en: string;
        readonly zh: string;
      };
      readonly value: number | null;
    }[];
    readonly wouldChange: readonly {
      readonly node: string;
      readonly value: string;
      readonly text: {
        readonly en: string;
        readonly zh: string;
      };
      readonly actual: number | null;
      readonly failedWhen: {
        readonly op: string;
        readonly to: number | null;
      };
    }[];
  };
};

export type ApplicationsAnswerBody = {
  readonly accepted: boolean;
};

export type ApplicationsAnswerAnswer = {
  readonly applicationId: string;
  readonly accepted: boolean;
  readonly loanId: string | null;
};

export type ApplicationsReplayBody = {
  readonly policyHash?: string | undefined;
};

export type ApplicationsReplayAnswer = {
  readonly same: boolean;
  readonly policyHash: string;
  readonly outcome: 'approved' | 'declined' | 'referred';
  readonly reasons: readonly {
    readonly code: string;
    readonly text: {
      readonly en: string;
      readonly zh: string;
    };
  }[];
  readonly variables: Readonly<Record<string, number>>;
  readonly trace: readonly {
    readonly node: string;
    readonly kind: 'rules' | 'model' | 'table' | 'cutoff' | 'outcome';
    readonly rule?: string | undefined;
    readonly model?: string | undefined;
    readonly score?: number | undefined;
    readonly row?: number | undefined;
    readonly above?: number | undefined;
    readonly passed?: boolean | undefined;
    readonly outcome?: 'approved' | 'declined' | 'referred' | undefined;
  }[];
};

export type EventsCreateBody = {
  readonly events: readonly {
    readonly kind: string;
    readonly version?: number | undefined;
    readonly source: string;
    readonly idempotencyKey: string;
    readonly identifiers?:
      | readonly {
          readonly kind:
            | 'application'
            | 'loan'
            | 'national_id'
            | 'account'
            | 'phone'
            | 'email'
            | 'device'
            | 'cookie'
            | 'shop';
          readonly value: string;
        }[]
      | undefined;
    readonly occurredAt: number;
    readonly data: Readonly<Record<string, unknown>>;
  }[];
};

export type EventsCreateAnswer = {
  readonly accepted: number;
  readonly duplicates: number;
  readonly results: readonly {
    readonly duplicate: boolean;
    readonly personId: string;
    readonly offset: number;
    readonly note: string;
  }[];
};

export type FactorsListQuery = {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly q?: string | undefined;
  readonly pack?: string | undefined;
  readonly entity?: string | undefined;
  readonly derived?: 'yes' | 'no' | undefined;
};

export type FactorsListAnswer = {
  readonly items: readonly {
    readonly name: string;
    readonly version: string | null;
    readonly pack: string;
    readonly kind: 'window' | 'computed' | 'provided';
    readonly entity: string | null;
    readonly source: string | null;
    readonly text: {
      readonly en: string;
      readonly zh: string;
    };
    readonly purposes: readonly string[];
    readonly consent: string | null;
    readonly withheldIn: readonly string[];
  }[];
  readonly next: string | null;
  readonly packs: readonly string[];
  readonly schemaId: string;
  readonly factors: readonly {
    readonly name: string;
    readonly kind: string;
    readonly text: {
      readonly en: string;
      readonly zh: string;
    };
    readonly purposes: readonly string[];
    readonly consent: string | null;
    readonly definition: Readonly<Record<string, unknown>>;
  }[];
};

export type FactorsMonthsQuery = {
  readonly label?: string | undefined;
};

export type FactorsMonthsAnswer = {
  readonly name: string;
  readonly label: string;
  readonly months: readonly {
    readonly month: string;
    readonly rows: number;
    readonly missing: number;
    readonly quantiles: readonly (number | null)[];
    readonly psi: number | null;
    readonly noise: number | null;
    readonly labelled: number;
    readonly events: number;
    readonly iv: number | null;
  }[];
  readonly models: readonly {
    readonly id: string;
    readonly stage: string;
    readonly importance: number;
  }[];
};

export type FactorsSkewQuery = {
  readonly limit?: number | undefined;
};

export type FactorsSkewAnswer = {
  readonly items: readonly {
    readonly day: string;
    readonly decisions: number;
    readonly cells: number;
    readonly different: number;
    readonly factors: Readonly<Record<string, number>>;
  }[];
};

export type MapCellsQuery = {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit?: number | undefined;
};

export type MapCellsAnswer = {
  readonly asOf: string;
  readonly cells: readonly {
    readonly cell: string;
    readonly latitude: number;
    readonly longitude: number;
    readonly applications: number;
    readonly people: number;
    readonly recent: number;
    readonly approved: number;
    readonly loans: number;
    readonly bad: number;
    readonly frauds: number;
  }[];
};

export type FactorLibraryReadBody = {
  readonly names?: readonly string[] | undefined;
  readonly set?: string | undefined;
  readonly pack?: string | undefined;
  readonly subjects: readonly {
    readonly personId?: string | undefined;
    readonly applicationId?: string | undefined;
    readonly identifiers?:
      | readonly {
          readonly kind:
            | 'application'
            | 'loan'
            | 'national_id'
            | 'account'
            | 'phone'
            | 'email'
            | 'device'
            | 'cookie'
            | 'shop';
          readonly value: string;
        }[]
      | undefined;
    readonly keys?: Readonly<Record<string, string | number>> | undefined;
  }[];
  readonly asOf?: string | undefined;
  readonly offset?: number | undefined;
  readonly purpose?: 'underwriting' | 'fraud' | 'servicing' | 'marketing' | undefined;
  readonly country?: string | undefined;
  readonly event?:
    | {
        readonly kind: string;
        readonly data: Readonly<Record<string, unknown>>;
      }
    | undefined;
  readonly describe?: boolean | undefined;
};

export type FactorLibraryReadAnswer = {
  readonly schemaId: string;
  readonly asOf: string;
  readonly offset: number | null;
  readonly names?: readonly string[] | undefined;
  readonly versions?: readonly string[] | undefined;
  readonly items: readonly {
    readonly values: readonly (number | null)[];
    readonly withheld: number;
    readonly capped: boolean;
    readonly freshness: readonly {
      readonly entity: string;
      readonly recordedAt: string;
      readonly offset: number;
    }[];
  }[];
};

export type FactorLibraryExplainBody = {
  readonly name: string;
  readonly subject: {
    readonly personId?: string | undefined;
    readonly applicationId?: string | undefined;
    readonly identifiers?:
      | readonly {
          readonly kind:
            | 'application'
            | 'loan'
            | 'national_id'
            | 'account'
            | 'phone'
            | 'email'
            | 'device'
            | 'cookie'
            | 'shop';
          readonly value: string;
        }[]
      | undefined;
    readonly keys?: Readonly<Record<string, string | number>> | undefined;
  };
  readonly asOf?: string | undefined;
  readonly offset?: number | undefined;
  readonly purpose?: 'underwriting' | 'fraud' | 'servicing' | 'marketing' | undefined;
  readonly country?: string | undefined;
  readonly event?:
    | {
        readonly kind: string;
        readonly data: Readonly<Record<string, unknown>>;
      }
    | undefined;
  readonly limit?: number | undefined;
};

export type FactorLibraryExplainAnswer = {
  readonly name: string;
  readonly version: string;
  readonly asOf: string;
  readonly value: number | null;
  readonly withheld: boolean;
  readonly parts: readonly {
    readonly name: string;
    readonly entity: string;
    readonly value: number | null;
    readonly from: string | null;
    readonly to: string;
    readonly looked: number;
    readonly capped: boolean;
    readonly events: readonly {
      readonly kind: string;
      readonly offset: number;
      readonly occurredAt: string;
      readonly recordedAt: string;
      readonly fields: Readonly<Record<string, string | number | null>>;
      readonly passesFilter: boolean;
      readonly inWindow: boolean;
    }[];
  }[];
};

export type FactorLibraryGetAnswer = {
  readonly name: string;
  readonly version: string | null;
  readonly pack: string;
  readonly kind: 'window' | 'computed' | 'provided';
  readonly entity: string | null;
  readonly source: string | null;
  readonly text: {
    readonly en: string;
    readonly zh: string;
  };
  readonly purposes: readonly string[];
  readonly consent: string | null;
  readonly withheldIn: readonly string[];
  readonly reason: {
    readonly en: string;
    readonly zh: string;
  } | null;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly versions: readonly {
    readonly version: string;
    readonly stage: 'shadow' | 'served' | 'retired';
    readonly definition: Readonly<Record<string, unknown>>;
    readonly operands: Readonly<Record<string, string>>;
    readonly shadow: {
      readonly reads: number;
      readonly missing: number;
      readonly mean: number | null;
      readonly least: number | null;
      readonly most: number | null;
      readonly sameAsServed: number | null;
    };
  }[];
};

export type FactorLibraryLineageAnswer = {
  readonly name: string;
  readonly version: string;
  readonly pack: string;
  readonly events: readonly {
    readonly kind: string;
    readonly entity: string;
    readonly fields: readonly string[];
  }[];
  readonly operands: readonly string[];
  readonly dependents: readonly string[];
  readonly models: readonly {
    readonly id: string;
    readonly stage: string;
    readonly factor: string;
  }[];
};

export type FactorLibraryDefineBody = Readonly<Record<string, unknown>>;

export type FactorLibraryDefineAnswer = {
  readonly name: string;
  readonly version: string;
  readonly stage: 'shadow' | 'served' | 'retired';
};

export type FactorLibraryStageBody = {
  readonly version: string;
  readonly stage: 'shadow' | 'served' | 'retired';
  readonly why: string;
};

export type FactorLibraryStageAnswer = {
  readonly changed: readonly {
    readonly version: string;
    readonly stage: 'shadow' | 'served' | 'retired';
  }[];
};

export type FactorSetsGetAnswer = {
  readonly name: string;
  readonly version: string;
  readonly names: readonly string[];
};

export type FactorSetsPutBody = {
  readonly names: readonly string[];
};

export type FactorSetsPutAnswer = {
  readonly name: string;
  readonly version: string;
  readonly names: readonly string[];
};

export type FactorLibraryStateAnswer = {
  readonly rows: number;
  readonly bytes: number;
  readonly keys: number;
  readonly people: number;
  readonly bytesPerPerson: number;
  readonly filling: {
    readonly done: number;
    readonly total: number;
  } | null;
  readonly reads: number;
  readonly cappedReads: number;
  readonly faults: {
    readonly unreadableTimes: number;
    readonly duplicates: number;
    readonly late: number;
    readonly future: number;
    readonly wrongTypes: number;
    readonly unknownFields: number;
  };
  readonly hotKeys: readonly {
    readonly source: string;
    readonly entity: string;
    readonly key: string;
    readonly rows: number;
  }[];
  readonly sources: readonly {
    readonly kind: string;
    readonly rows: number;
    readonly bytes: number;
  }[];
};

export type PeopleProfileQuery = {
  readonly at?: string | undefined;
};

export type PeopleProfileAnswer = {
  readonly at: string;
  readonly tag: string;
  readonly firstSeenAt: string | null;
  readonly lastSeenAt: string | null;
  readonly dimensions: readonly {
    readonly name: string;
    readonly weight: number;
    readonly halfLifeDays: number;
  }[];
  readonly loans: number;
  readonly payments: number;
  readonly lentMinor: number;
  readonly paidMinor: number;
  readonly rfm: {
    readonly recency: number;
    readonly frequency: number;
    readonly monetary: number;
  } | null;
  readonly value: {
    readonly expectedMinor: number | null;
    readonly alive: number | null;
  } | null;
  readonly segments: readonly {
    readonly id: string;
    readonly name: string;
  }[];
};

export type PeopleIdentityQuery = {
  readonly validAt?: string | undefined;
  readonly knownAt?: string | undefined;
};

export type PeopleIdentityAnswer = {
  readonly personId: string;
  readonly persons: readonly string[];
  readonly links: readonly {
    readonly fact: number;
    readonly kind: string;
    readonly token: string;
    readonly shown: string;
    readonly strength: number;
    readonly person: string;
    readonly users: number;
    readonly shared: boolean;
    readonly occurredAt: string;
    readonly recordedAt: string;
  }[];
  readonly merges: readonly {
    readonly fact: number;
    readonly from: string;
    readonly into: string;
    readonly strength: number;
    readonly at: string;
    readonly holds: boolean;
  }[];
  readonly corrections: readonly {
    readonly fact: number;
    readonly kind: 'merge' | 'split' | 'apart' | 'undo';
    readonly actor: string;
    readonly reason: string;
    readonly undoes: number | null;
    readonly at: string;
    readonly holds: boolean;
  }[];
};

export type PeopleMergeBody = {
  readonly from: string;
  readonly reason: string;
};

export type PeopleMergeAnswer = {
  readonly fact: number;
  readonly kind: string;
  readonly persons: readonly string[];
};

export type PeopleSplitBody = {
  readonly identifiers?:
    | readonly {
        readonly kind: string;
        readonly token: string;
      }[]
    | undefined;
  readonly apart?:
    | readonly {
        readonly kind: string;
        readonly token: string;
      }[]
    | undefined;
  readonly reason: string;
};

export type PeopleSplitAnswer = {
  readonly fact: number;
  readonly kind: string;
  readonly persons: readonly string[];
};

export type IdentityUndoBody = {
  readonly fact: number;
  readonly reason: string;
};

export type IdentityUndoAnswer = {
  readonly fact: number;
  readonly kind: string;
  readonly persons: readonly string[];
};

export type IdentityBeliefQuery = {
  readonly identifierKind?: string | undefined;
  readonly identifier?: string | undefined;
  readonly validAt?: string | undefined;
  readonly knownAt?: string | undefined;
};

export type IdentityBeliefAnswer = {
  readonly personId: string | null;
  readonly persons: readonly string[];
};

export type IdentitySharedAnswer = {
  readonly items: readonly {
    readonly kind: string;
    readonly token: string;
    readonly persons: number;
  }[];
};

export type PeopleEraseBody = {
  readonly reason: string;
};

export type PeopleEraseAnswer = {
  readonly persons: readonly string[];
};

export type PeopleConsentsAnswer = {
  readonly items: readonly {
    readonly scope: string;
    readonly granted: boolean;
    readonly purposes: readonly string[] | null;
    readonly occurredAt: string;
    readonly recordedAt: string;
    readonly expiresAt: string | null;
    readonly source: string;
    readonly textVersion: string | null;
  }[];
  readonly allowed: readonly {
    readonly scope: string;
    readonly purposes: readonly string[];
  }[];
};

export type PeopleSetConsentBody = {
  readonly scope: 'contacts' | 'location' | 'device' | 'bureau' | 'marketing';
  readonly granted: boolean;
  readonly purposes?: readonly ('underwriting' | 'fraud' | 'servicing' | 'marketing')[] | undefined;
  readonly expiresAt?: string | undefined;
  readonly textVersion?: string | undefined;
};

export type PeopleSetConsentAnswer = {
  readonly items: readonly {
    readonly scope: string;
    readonly granted: boolean;
    readonly purposes: readonly string[] | null;
    readonly occurredAt: string;
    readonly recordedAt: string;
    readonly expiresAt: string | null;
    readonly source: string;
    readonly textVersion: string | null;
  }[];
  readonly allowed: readonly {
    readonly scope: string;
    readonly purposes: readonly string[];
  }[];
};

export type LoansListQuery = {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly status?: 'active' | 'settled' | 'charged_off' | undefined;
  readonly personId?: string | undefined;
  readonly minimumDpd?: number | undefined;
};

export type LoansListAnswer = {
  readonly items: readonly {
    readonly id: string;
    readonly applicationId: string;
    readonly personId: string;
    readonly productId: string;
    readonly principal: {
      readonly amountMinor: number;
      readonly currency: string;
    };
    readonly outstanding: {
      readonly amountMinor: number;
      readonly currency: string;
    };
    readonly aprBps: number;
    readonly termMonths: number;
    readonly disbursedOn: string;
    readonly status: 'active' | 'settled' | 'charged_off';
    readonly dpd: number;
    readonly worstDpd: number;
  }[];
  readonly next: string | null;
};

export type LoansGetAnswer = {
  readonly id: string;
  readonly applicationId: string;
  readonly personId: string;
  readonly productId: string;
  readonly principal: {
    readonly amountMinor: number;
    readonly currency: string;
  };
  readonly outstanding: {
    readonly amountMinor: number;
    readonly currency: string;
  };
  readonly aprBps: number;
  readonly termMonths: number;
  readonly disbursedOn: string;
  readonly status: 'active' | 'settled' | 'charged_off';
  readonly dpd: number;
  readonly worstDpd: number;
  readonly participations: readonly {
    readonly funderId: string;
    readonly sharePpm: number;
  }[];
  readonly instalments: readonly {
    readonly number: number;
    readonly dueOn: string;
    readonly principal: {
      readonly amountMinor: number;
      readonly currency: string;
    };
    readonly interest: {
      readonly amountMinor: number;
      readonly currency: string;
    };
    readonly paidPrincipal: {
      readonly amountMinor: number;
      readonly currency: string;
    };
    readonly paidInterest: {
      readonly amountMinor: number;
      readonly currency: string;
    };
    readonly paidOn: string | null;
  }[];
  readonly payments: readonly {
    readonly id: string;
    readonly receivedAt: string;
    readonly amount: {
      readonly amountMinor: number;
      readonly currency: string;
    };
    readonly principal: {
      readonly amountMinor: number;
      readonly currency: string;
    };
    readonly interest: {
      readonly amountMinor: number;
      readonly currency: string;
    };
    readonly excess: {
      readonly amountMinor: number;
      readonly currency: string;
    };
    readonly method: string;
  }[];
  readonly postings: readonly {
    readonly transactionId: string;
    readonly bookedOn: string;
    readonly kind: string;
    readonly counterAccount: string;
    readonly debit: {
      readonly amountMinor: number;
      readonly currency: string;
    };
    readonly credit: {
      readonly amountMinor: number;
      readonly currency: string;
    };
    readonly balance: {
      readonly amountMinor: number;
      readonly currency: string;
    };
  }[];
};

export type PaymentsCreateBody = {
  readonly paymentId: string;
  readonly loanId: string;
  readonly amount: {
    readonly amountMinor: number;
    readonly currency: string;
  };
  readonly method?: 'auto_debit' | 'transfer' | 'card' | 'cash' | undefined;
  readonly receivedAt?: string | undefined;
};

export type PaymentsCreateAnswer = {
  readonly paymentId: string;
  readonly loanId: string;
  readonly booked: boolean;
  readonly note: string;
};

export type LedgerVerifyAnswer = {
  readonly breaks: readonly {
    readonly kind: string;
    readonly subject: string;
    readonly expected: string;
    readonly found: string;
  }[];
  readonly totals: readonly {
    readonly currency: string;
    readonly debitMinor: string;
    readonly creditMinor: string;
  }[];
};

export type ModelsListQuery = {
  readonly purpose?: string | undefined;
  readonly stage?: 'candidate' | 'shadow' | 'challenger' | 'champion' | 'retired' | undefined;
};

export type ModelsListAnswer = {
  readonly items: readonly {
    readonly id: string;
    readonly purpose: string;
    readonly hash: string;
    readonly kind: string;
    readonly stage: 'candidate' | 'shadow' | 'challenger' | 'champion' | 'retired';
    readonly stageSince: string;
    readonly createdAt: string;
    readonly auc: number;
    readonly aucLow: number;
    readonly aucHigh: number;
    readonly ks: number;
    readonly trainingRows: number;
    readonly trainingEvents: number;
  }[];
};

export type ModelsGetAnswer = {
  readonly id: string;
  readonly purpose: string;
  readonly hash: string;
  readonly kind: string;
  readonly stage: 'candidate' | 'shadow' | 'challenger' | 'champion' | 'retired';
  readonly stageSince: string;
  readonly createdAt: string;
  readonly auc: number;
  readonly aucLow: number;
  readonly aucHigh: number;
  readonly ks: number;
  readonly trainingRows: number;
  readonly trainingEvents: number;
  readonly training: {
    readonly rows: number;
    readonly events: number;
    readonly fromDay: string;
    readonly toDay: string;
    readonly label: string;
    readonly seed: number;
    readonly factorSchemaId: string;
  };
  readonly against: {
    readonly modelId: string;
    readonly rows: number;
    readonly events: number;
    readonly auc: number;
    readonly championAuc: number;
    readonly difference: number;
    readonly low: number;
    readonly high: number;
  } | null;
  readonly moves: readonly ('candidate' | 'shadow' | 'challenger' | 'champion' | 'retired')[];
  readonly history: readonly {
    readonly at: string;
    readonly from: 'candidate' | 'shadow' | 'challenger' | 'champion' | 'retired' | null;
    readonly to: 'candidate' | 'shadow' | 'challenger' | 'champion' | 'retired';
    readonly actor: string;
    readonly why: string;
    readonly experimentId: string | null;
  }[];
  readonly documentBytes: number;
  readonly report: {
    readonly kind: string;
    readonly rows: number;
    readonly events: number;
    readonly auc: number;
    readonly aucInterval: {
      readonly low: number;
      readonly high: number;
    };
    readonly gini: number;
    readonly ks: number;
    readonly logloss: number;
    readonly brier: number;
    readonly calibrationError: number;
    readonly roc: readonly {
      readonly x: number;
      readonly y: number;
    }[];
    readonly ksCurve: readonly {
      readonly x: number;
      readonly y: number;
    }[];
    readonly lift: readonly {
      readonly x: number;
      readonly y: number;
    }[];
    readonly calibration: readonly {
      readonly predicted: number;
      readonly observed: number;
      readonly rows: number;
    }[];
    readonly features: readonly {
      readonly name: string;
      readonly text: {
        readonly en: string;
        readonly zh: string;
      };
      readonly importance: number;
      readonly psi: number | null;
      readonly missing: number;
    }[];
    readonly scorePsi: number | null;
    readonly scoreDistribution: readonly {
      readonly from: number;
      readonly share: number;
      readonly recent: number | null;
    }[];
  };
};

export type PoliciesListAnswer = {
  readonly items: readonly {
    readonly hash: string;
    readonly id: string;
    readonly version: number;
    readonly name: string;
    readonly description: string;
    readonly author: string;
    readonly createdAt: string;
    readonly role: 'champion' | 'challenger' | 'idle';
  }[];
  readonly experiments: readonly {
    readonly id: string;
    readonly slot: string;
    readonly championHash: string;
    readonly challengerHash: string;
    readonly share: number;
    readonly startedAt: string;
    readonly endedAt: string | null;
    readonly verdict: string;
    readonly difference: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly champion: number;
    readonly challenger: number;
  }[];
};

export type PoliciesGetAnswer = {
  readonly hash: string;
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly description: string;
  readonly author: string;
  readonly createdAt: string;
  readonly role: 'champion' | 'challenger' | 'idle';
  readonly body: Readonly<Record<string, unknown>>;
};

export type PoliciesPublishBody = {
  readonly policy: Readonly<Record<string, unknown>>;
  readonly why: string;
};

export type PoliciesPublishAnswer = {
  readonly hash: string;
};

export type PoliciesDeployBody = {
  readonly hash: string;
  readonly why: string;
};

export type PoliciesDeployAnswer = {
  readonly hash: string;
};

export type ModelsMoveBody = {
  readonly stage: 'candidate' | 'shadow' | 'challenger' | 'champion' | 'retired';
  readonly why: string;
};

export type ModelsMoveAnswer = {
  readonly id: string;
  readonly purpose: string;
  readonly hash: string;
  readonly kind: string;
  readonly stage: 'candidate' | 'shadow' | 'challenger' | 'champion' | 'retired';
  readonly stageSince: string;
  readonly createdAt: string;
  readonly auc: number;
  readonly aucLow: number;
  readonly aucHigh: number;
  readonly ks: number;
  readonly trainingRows: number;
  readonly trainingEvents: number;
};

export type ModelsMonitoringAnswer = {
  readonly items: readonly {
    readonly from: string;
    readonly to: string;
    readonly asOf: string;
    readonly isFinal: boolean;
    readonly rows: number;
    readonly meanScore: number | null;
    readonly scorePsi: number | null;
    readonly scorePsiNoise: number | null;
    readonly labelled: number;
    readonly events: number;
    readonly expectedEvents: number;
    readonly ratio: number | null;
    readonly auc: {
      readonly value: number;
      readonly low: number;
      readonly high: number;
      readonly standardError: number;
    } | null;
    readonly expectedAuc: number | null;
    readonly slope: {
      readonly value: number;
      readonly low: number;
      readonly high: number;
      readonly standardError: number;
    } | null;
    readonly intercept: {
      readonly value: number;
      readonly low: number;
      readonly high: number;
      readonly standardError: number;
    } | null;
    readonly factors: readonly {
      readonly name: string;
      readonly text: {
        readonly en: string;
        readonly zh: string;
      };
      readonly importance: number;
      readonly psi: number;
      readonly noise: number;
      readonly missing: number;
      readonly missingBefore: number;
    }[];
  }[];
};

export type ModelsScoreBody = {
  readonly personId?: string | undefined;
  readonly applicationId?: string | undefined;
  readonly values?: Readonly<Record<string, number | null>> | undefined;
  readonly purpose?: string | undefined;
  readonly stages?: readonly ('candidate' | 'shadow' | 'challenger' | 'champion' | 'retired')[] | undefined;
  readonly ids?: readonly string[] | undefined;
};

export type ModelsScoreAnswer = {
  readonly items: readonly {
    readonly id: string;
    readonly purpose: string;
    readonly stage: 'candidate' | 'shadow' | 'challenger' | 'champion' | 'retired';
    readonly hash: string;
    readonly score: number | null;
  }[];
  readonly memory: {
    readonly registered: number;
    readonly loaded: number;
    readonly documentBytes: number;
  };
};

export type ModelAlertsListQuery = {
  readonly modelId?: string | undefined;
  readonly state?: 'open' | 'closed' | 'all' | undefined;
};

export type ModelAlertsListAnswer = {
  readonly items: readonly {
    readonly id: string;
    readonly modelId: string;
    readonly kind:
      | 'score-psi'
      | 'factor-psi'
      | 'factor-missing'
      | 'auc'
      | 'calibration'
      | 'calibration-slope'
      | 'no-data';
    readonly subject: string;
    readonly text: {
      readonly en: string;
      readonly zh: string;
    };
    readonly severity: 'warning' | 'critical';
    readonly value: number;
    readonly limit: number;
    readonly window: string;
    readonly openedAt: string;
    readonly seenAt: string;
    readonly closedAt: string | null;
    readonly acknowledgedAt: string | null;
    readonly acknowledgedBy: string | null;
    readonly note: string | null;
  }[];
};

export type ModelAlertsAcknowledgeBody = {
  readonly note: string;
};

export type ModelAlertsAcknowledgeAnswer = {
  readonly id: string;
  readonly modelId: string;
  readonly kind:
    | 'score-psi'
    | 'factor-psi'
    | 'factor-missing'
    | 'auc'
    | 'calibration'
    | 'calibration-slope'
    | 'no-data';
  readonly subject: string;
  readonly text: {
    readonly en: string;
    readonly zh: string;
  };
  readonly severity: 'warning' | 'critical';
  readonly value: number;
  readonly limit: number;
  readonly window: string;
  readonly openedAt: string;
  readonly seenAt: string;
  readonly closedAt: string | null;
  readonly acknowledgedAt: string | null;
  readonly acknowledgedBy: string | null;
  readonly note: string | null;
};

export type TrainingListQuery = {
  readonly purpose?: string | undefined;
  readonly state?: 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | undefined;
  readonly limit?: number | undefined;
};

export type TrainingListAnswer = {
  readonly items: readonly {
    readonly purpose: string;
    readonly label: string;
    readonly learner: string;
    readonly settings: Readonly<Record<string, unknown>> | null;
    readonly factors: readonly string[] | null;
    readonly windowDays: number | null;
    readonly seed: number;
    readonly intent: 'candidate' | 'challenge';
    readonly why: string;
    readonly id: string;
    readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
    readonly createdAt: string;
    readonly createdBy: string;
    readonly startedAt: string | null;
    readonly endedAt: string | null;
    readonly attempts: number;
    readonly progress: {
      readonly step: number;
      readonly steps: number;
    } | null;
    readonly modelId: string | null;
    readonly note: string;
  }[];
};

export type TrainingOptionsAnswer = {
  readonly labels: readonly {
    readonly name: string;
    readonly text: string;
  }[];
  readonly learners: readonly string[];
  readonly purposes: readonly string[];
};

export type TrainingGetAnswer = {
  readonly purpose: string;
  readonly label: string;
  readonly learner: string;
  readonly settings: Readonly<Record<string, unknown>> | null;
  readonly factors: readonly string[] | null;
  readonly windowDays: number | null;
  readonly seed: number;
  readonly intent: 'candidate' | 'challenge';
  readonly why: string;
  readonly id: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly createdAt: string;
  readonly createdBy: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly attempts: number;
  readonly progress: {
    readonly step: number;
    readonly steps: number;
  } | null;
  readonly modelId: string | null;
  readonly note: string;
};

export type TrainingCreateBody = {
  readonly purpose: string;
  readonly label?: string | undefined;
  readonly learner?: 'gbdt' | 'logit' | 'forest' | 'scorecard' | undefined;
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  readonly factors?: readonly string[] | undefined;
  readonly windowDays?: number | undefined;
  readonly seed?: number | undefined;
  readonly intent?: 'candidate' | 'challenge' | undefined;
  readonly why: string;
};

export type TrainingCreateAnswer = {
  readonly purpose: string;
  readonly label: string;
  readonly learner: string;
  readonly settings: Readonly<Record<string, unknown>> | null;
  readonly factors: readonly string[] | null;
  readonly windowDays: number | null;
  readonly seed: number;
  readonly intent: 'candidate' | 'challenge';
  readonly why: string;
  readonly id: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly createdAt: string;
  readonly createdBy: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly attempts: number;
  readonly progress: {
    readonly step: number;
    readonly steps: number;
  } | null;
  readonly modelId: string | null;
  readonly note: string;
};

export type TrainingCancelAnswer = {
  readonly purpose: string;
  readonly label: string;
  readonly learner: string;
  readonly settings: Readonly<Record<string, unknown>> | null;
  readonly factors: readonly string[] | null;
  readonly windowDays: number | null;
  readonly seed: number;
  readonly intent: 'candidate' | 'challenge';
  readonly why: string;
  readonly id: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly createdAt: string;
  readonly createdBy: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly attempts: number;
  readonly progress: {
    readonly step: number;
    readonly steps: number;
  } | null;
  readonly modelId: string | null;
  readonly note: string;
};

export type TrainingSchedulesListAnswer = {
  readonly items: readonly {
    readonly purpose: string;
    readonly label: string;
    readonly learner: string;
    readonly settings: Readonly<Record<string, unknown>> | null;
    readonly factors: readonly string[] | null;
    readonly windowDays: number | null;
    readonly seed: number;
    readonly intent: 'candidate' | 'challenge';
    readonly why: string;
    readonly dailyAt: string;
    readonly createdAt: string;
    readonly createdBy: string;
  }[];
};

export type TrainingSchedulesSetBody = {
  readonly purpose: string;
  readonly label?: string | undefined;
  readonly learner?: 'gbdt' | 'logit' | 'forest' | 'scorecard' | undefined;
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  readonly factors?: readonly string[] | undefined;
  readonly windowDays?: number | undefined;
  readonly seed?: number | undefined;
  readonly intent?: 'candidate' | 'challenge' | undefined;
  readonly why: string;
  readonly dailyAt: string;
};

export type TrainingSchedulesSetAnswer = {
  readonly purpose: string;
  readonly label: string;
  readonly learner: string;
  readonly settings: Readonly<Record<string, unknown>> | null;
  readonly factors: readonly string[] | null;
  readonly windowDays: number | null;
  readonly seed: number;
  readonly intent: 'candidate' | 'challenge';
  readonly why: string;
  readonly dailyAt: string;
  readonly createdAt: string;
  readonly createdBy: string;
};

export type TrainingSchedulesRemoveAnswer = {
  readonly purpose: string;
  readonly label: string;
  readonly learner: string;
  readonly settings: Readonly<Record<string, unknown>> | null;
  readonly factors: readonly string[] | null;
  readonly windowDays: number | null;
  readonly seed: number;
  readonly intent: 'candidate' | 'challenge';
  readonly why: string;
  readonly dailyAt: string;
  readonly createdAt: string;
  readonly createdBy: string;
};

export type NetworkStateAnswer = {
  readonly nodes: readonly {
    readonly kind: string;
    readonly text: {
      readonly en: string;
      readonly zh: string;
    };
    readonly count: number;
  }[];
  readonly relations: readonly {
    readonly relation: string;
    readonly text: {
      readonly en: string;
      readonly zh: string;
    };
    readonly links: number;
    readonly strength: number;
  }[];
  readonly patterns: readonly {
    readonly pattern: string;
    readonly text: {
      readonly en: string;
      readonly zh: string;
    };
  }[];
  readonly bytes: number;
  readonly communities: number;
  readonly faults: Readonly<Record<string, number>>;
};

export type NetworkSearchQuery = {
  readonly text: string;
};

export type NetworkSearchAnswer = {
  readonly items: readonly {
    readonly id: string;
    readonly kind: string;
    readonly label: string;
    readonly status: string;
    readonly links: number;
    readonly community: string | null;
    readonly list: string | null;
  }[];
};

export type NetworkSurroundingsQuery = {
  readonly nodes: string;
  readonly hops?: number | undefined;
  readonly relations?: string | undefined;
  readonly limit?: number | undefined;
  readonly perNode?: number | undefined;
  readonly at?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
};

export type NetworkSurroundingsAnswer = {
  readonly at: string;
  readonly nodes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly label: string;
    readonly status: string;
    readonly links: number;
    readonly community: string | null;
    readonly list: string | null;
  }[];
  readonly links: readonly {
    readonly from: string;
    readonly to: string;
    readonly relation: string;
    readonly strength: number;
    readonly events: number;
    readonly firstAt: string;
    readonly lastAt: string;
  }[];
  readonly cut: readonly {
    readonly id: string;
    readonly shown: number;
    readonly links: number;
  }[];
};

export type NetworkPathQuery = {
  readonly a: string;
  readonly b: string;
  readonly at?: string | undefined;
};

export type NetworkPathAnswer = {
  readonly found: boolean;
  readonly nodes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly label: string;
    readonly status: string;
    readonly links: number;
    readonly community: string | null;
    readonly list: string | null;
  }[];
  readonly links: readonly {
    readonly from: string;
    readonly to: string;
    readonly relation: string;
    readonly strength: number;
    readonly events: number;
    readonly firstAt: string;
    readonly lastAt: string;
  }[];
};

export type NetworkWhyQuery = {
  readonly a: string;
  readonly b: string;
  readonly at?: string | undefined;
};

export type NetworkWhyAnswer = {
  readonly at: string;
  readonly a: {
    readonly id: string;
    readonly kind: string;
    readonly label: string;
    readonly status: string;
    readonly links: number;
    readonly community: string | null;
    readonly list: string | null;
  };
  readonly b: {
    readonly id: string;
    readonly kind: string;
    readonly label: string;
    readonly status: string;
    readonly links: number;
    readonly community: string | null;
    readonly list: string | null;
  };
  readonly shared: readonly {
    readonly node: {
      readonly id: string;
      readonly kind: string;
      readonly label: string;
      readonly status: string;
      readonly links: number;
      readonly community: string | null;
      readonly list: string | null;
    };
    readonly relation: string;
    readonly holders: number;
    readonly rarity: number;
    readonly a: {
      readonly events: number;
      readonly firstAt: string;
      readonly lastAt: string;
    };
    readonly b: {
      readonly events: number;
      readonly firstAt: string;
      readonly lastAt: string;
    };
  }[];
};

export type NetworkCommunitiesQuery = {
  readonly order?: 'risk' | 'size' | 'growth' | undefined;
  readonly limit?: number | undefined;
};

export type NetworkCommunitiesAnswer = {
  readonly items: readonly {
    readonly id: string;
    readonly members: number;
    readonly people: number;
    readonly applied: number;
    readonly bad: number;
    readonly frauds: number;
    readonly density: number;
    readonly growth7d: number;
    readonly bornAt: string;
  }[];
};

export type NetworkCommunityQuery = {
  readonly at?: string | undefined;
};

export type NetworkCommunityAnswer = {
  readonly id: string;
  readonly members: number;
  readonly people: number;
  readonly applied: number;
  readonly bad: number;
  readonly frauds: number;
  readonly density: number;
  readonly growth7d: number;
  readonly bornAt: string;
  readonly nodes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly label: string;
    readonly status: string;
    readonly links: number;
    readonly community: string | null;
    readonly list: string | null;
  }[];
  readonly history: readonly {
    readonly day: string;
    readonly members: number;
  }[];
  readonly changes: readonly {
    readonly at: string;
    readonly kind: string;
    readonly members: number;
    readonly other: string | null;
  }[];
  readonly cells: readonly {
    readonly latitude: number;
    readonly longitude: number;
    readonly applications: number;
  }[];
};

export type NetworkFindingsQuery = {
  readonly pattern?: string | undefined;
  readonly limit?: number | undefined;
};

export type NetworkFindingsAnswer = {
  readonly at: string | null;
  readonly learned: {
    readonly modelId: string;
    readonly scored: number;
    readonly leftOut: number;
  } | null;
  readonly patterns: readonly {
    readonly pattern: string;
    readonly text: {
      readonly en: string;
      readonly zh: string;
    };
    readonly found: number;
  }[];
  readonly items: readonly {
    readonly id: string;
    readonly pattern: string;
    readonly text: {
      readonly en: string;
      readonly zh: string;
    };
    readonly score: number;
    readonly members: readonly string[];
    readonly evidence: readonly {
      readonly text: {
        readonly en: string;
        readonly zh: string;
      };
      readonly with: readonly string[];
      readonly firstAt: string | null;
      readonly lastAt: string | null;
    }[];
    readonly foundAt: string;
    readonly caseId: string | null;
  }[];
};

export type NetworkDetectAnswer = {
  readonly found: number;
  readonly at: string;
};

export type NetworkLabelBody = {
  readonly nodes: readonly string[];
  readonly verdict: 'fraud' | 'cleared';
  readonly pattern?: string | undefined;
  readonly reason: string;
  readonly caseId?: string | undefined;
};

export type NetworkLabelAnswer = {
  readonly people: number;
  readonly applications: number;
};

export type NetworkListBody = {
  readonly nodes: readonly string[];
  readonly list: 'black' | 'grey' | 'white' | 'none';
  readonly reason: string;
};

export type NetworkListAnswer = {
  readonly nodes: number;
};

export type CasesListQuery = {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
};

export type CasesListAnswer = {
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly status: 'open' | 'fraud' | 'cleared' | 'closed';
    readonly nodes: readonly string[];
    readonly findingId: string | null;
    readonly asOf: string;
    readonly createdAt: string;
    readonly createdBy: string;
    readonly notes: readonly {
      readonly at: string;
      readonly actor: string;
      readonly text: string;
    }[];
  }[];
  readonly next: string | null;
};

export type CasesGetAnswer = {
  readonly id: string;
  readonly title: string;
  readonly status: 'open' | 'fraud' | 'cleared' | 'closed';
  readonly nodes: readonly string[];
  readonly findingId: string | null;
  readonly asOf: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly notes: readonly {
    readonly at: string;
    readonly actor: string;
    readonly text: string;
  }[];
};

export type CasesOpenBody = {
  readonly title: string;
  readonly nodes: readonly string[];
  readonly findingId?: string | undefined;
  readonly note?: string | undefined;
  readonly at?: string | undefined;
};

export type CasesOpenAnswer = {
  readonly id: string;
  readonly title: string;
  readonly status: 'open' | 'fraud' | 'cleared' | 'closed';
  readonly nodes: readonly string[];
  readonly findingId: string | null;
  readonly asOf: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly notes: readonly {
    readonly at: string;
    readonly actor: string;
    readonly text: string;
  }[];
};

export type CasesNoteBody = {
  readonly text: string;
  readonly status?: 'open' | 'fraud' | 'cleared' | 'closed' | undefined;
};

export type CasesNoteAnswer = {
  readonly id: string;
  readonly title: string;
  readonly status: 'open' | 'fraud' | 'cleared' | 'closed';
  readonly nodes: readonly string[];
  readonly findingId: string | null;
  readonly asOf: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly notes: readonly {
    readonly at: string;
    readonly actor: string;
    readonly text: string;
  }[];
};

export type NetworkWatchQuery = {
  readonly days?: number | undefined;
};

export type NetworkWatchAnswer = {
  readonly figures: readonly {
    readonly name: string;
    readonly text: {
      readonly en: string;
      readonly zh: string;
    };
    readonly days: readonly string[];
    readonly values: readonly (number | null)[];
  }[];
  readonly alerts: readonly {
    readonly day: string;
    readonly figure: string;
    readonly kind: string;
    readonly text: {
      readonly en: string;
      readonly zh: string;
    };
    readonly value: number;
    readonly expected: number;
    readonly deviation: number;
  }[];
};

export type OverviewGetAnswer = {
  readonly at: string;
  readonly market: {
    readonly state: 'none' | 'history' | 'live' | 'paused';
    readonly day: string | null;
    readonly progress: number;
    readonly daysPerMinute: number;
    readonly people: number;
    readonly events: number;
  };
  readonly funnel: readonly {
    readonly stage: string;
    readonly count: number;
  }[];
  readonly today: {
    readonly applications: number;
    readonly approved: number;
    readonly loans: number;
    readonly disbursed: {
      readonly amountMinor: number;
      readonly currency: string;
    };
  };
  readonly outstanding: {
    readonly amountMinor: number;
    readonly currency: string;
  };
  readonly approvalRate: number | null;
  readonly d1EntryRate: number | null;
  readonly share90: number | null;
  readonly models: readonly {
    readonly id: string;
    readonly purpose: string;
    readonly hash: string;
    readonly kind: string;
    readonly stage: 'candidate' | 'shadow' | 'challenger' | 'champion' | 'retired';
    readonly stageSince: string;
    readonly createdAt: string;
    readonly auc: number;
    readonly aucLow: number;
    readonly aucHigh: number;
    readonly ks: number;
    readonly trainingRows: number;
    readonly trainingEvents: number;
  }[];
  readonly experiment: {
    readonly id: string;
    readonly slot: string;
    readonly championHash: string;
    readonly challengerHash: string;
    readonly share: number;
    readonly startedAt: string;
    readonly endedAt: string | null;
    readonly verdict: string;
    readonly difference: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly champion: number;
    readonly challenger: number;
  } | null;
  readonly trend: {
    readonly labels: readonly string[];
    readonly applications: readonly number[];
    readonly approved: readonly number[];
    readonly d1EntryRate: readonly (number | null)[];
  };
};

export type MarketSetBody = {
  readonly paused?: boolean | undefined;
  readonly daysPerMinute?: number | undefined;
};

export type MarketSetAnswer = {
  readonly state: 'none' | 'history' | 'live' | 'paused';
  readonly day: string | null;
  readonly progress: number;
  readonly daysPerMinute: number;
  readonly people: number;
  readonly events: number;
};

export type PeopleListQuery = {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly identifierKind?: string | undefined;
  readonly identifier?: string | undefined;
};

export type PeopleListAnswer = {
  readonly items: readonly {
    readonly id: string;
    readonly createdAt: string;
    readonly identifiers: number;
    readonly applications: number;
    readonly loans: number;
  }[];
  readonly next: string | null;
};

export type PeopleGetAnswer = {
  readonly id: string;
  readonly createdAt: string;
  readonly mergedFrom: readonly string[];
  readonly identifiers: readonly {
    readonly kind: string;
    readonly token: string;
    readonly shown: string;
    readonly firstSeenAt: string;
  }[];
  readonly name: string;
  readonly applications: readonly {
    readonly id: string;
    readonly personId: string;
    readonly productId: string;
    readonly submittedAt: string;
    readonly amount: {
      readonly amountMinor: number;
      readonly currency: string;
    };
    readonly termMonths: number;
    readonly status: 'offered' | 'declined' | 'referred' | 'refused' | 'disbursed';
    readonly outcome: 'approved' | 'declined' | 'referred';
    readonly creditScore: number | null;
    readonly fraudScore: number | null;
    readonly arm: string;
    readonly reasons: readonly {
      readonly code: string;
      readonly text: {
        readonly en: string;
        readonly zh: string;
      };
    }[];
    readonly loanId: string | null;
  }[];
  readonly loans: readonly {
    readonly id: string;
    readonly applicationId: string;
    readonly personId: string;
    readonly productId: string;
    readonly principal: {
      readonly amountMinor: number;
      readonly currency: string;
    };
    readonly outstanding: {
      readonly amountMinor: number;
      readonly currency: string;
    };
    readonly aprBps: number;
    readonly termMonths: number;
    readonly disbursedOn: string;
    readonly status: 'active' | 'settled' | 'charged_off';
    readonly dpd: number;
    readonly worstDpd: number;
  }[];
};

export type PeopleRevealBody = {
  readonly why: string;
};

export type PeopleRevealAnswer = {
  readonly fields: readonly {
    readonly field: string;
    readonly value: string;
  }[];
};

export type PeopleFactorsQuery = {
  readonly asOf?: string | undefined;
  readonly months?: number | undefined;
};

export type PeopleFactorsAnswer = {
  readonly schemaId: string;
  readonly instants: readonly string[];
  readonly factors: readonly {
    readonly name: string;
    readonly text: {
      readonly en: string;
      readonly zh: string;
    };
    readonly values: readonly (number | null)[];
  }[];
};

export type PeopleNeighboursAnswer = {
  readonly nodes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly label: string;
    readonly status: string;
  }[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly kind: string;
  }[];
};

export type PortfolioSummaryAnswer = {
  readonly asOf: string;
  readonly loansOpen: number;
  readonly outstanding: {
    readonly amountMinor: number;
    readonly currency: string;
  };
  readonly disbursed: {
    readonly amountMinor: number;
    readonly currency: string;
  };
  readonly interestReceived: {
    readonly amountMinor: number;
    readonly currency: string;
  };
  readonly chargedOff: {
    readonly amountMinor: number;
    readonly currency: string;
  };
  readonly d1EntryRate: number | null;
  readonly share30: number | null;
  readonly share90: number | null;
  readonly approvalRate: number | null;
  readonly costPerLoan: {
    readonly amountMinor: number;
    readonly currency: string;
  } | null;
};

export type PortfolioSeriesQuery = {
  readonly by?: 'day' | 'month' | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

export type PortfolioSeriesAnswer = {
  readonly labels: readonly string[];
  readonly metrics: Readonly<Record<string, readonly number[]>>;
  readonly outstandingMinor: readonly (number | null)[];
};

export type PortfolioVintagesQuery = {
  readonly dpd?: number | undefined;
};

export type PortfolioVintagesAnswer = {
  readonly dpd: number;
  readonly vintages: readonly {
    readonly month: string;
    readonly loans: number;
    readonly principalMinor: number;
    readonly badShare: readonly (number | null)[];
  }[];
};

export type PortfolioRollRatesAnswer = {
  readonly buckets: readonly string[];
  readonly counts: readonly (readonly number[])[];
  readonly rates: readonly (readonly number[])[];
};

export type SegmentsListAnswer = {
  readonly items: readonly {
    readonly id: string;
    readonly version: number;
    readonly name: string;
    readonly condition: Readonly<Record<string, unknown>>;
    readonly members: number;
    readonly actor: string;
    readonly at: string;
  }[];
  readonly people: number;
  readonly tags: readonly {
    readonly tag: string;
    readonly people: number;
  }[];
};

export type SegmentsGetAnswer = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly condition: Readonly<Record<string, unknown>>;
  readonly members: number;
  readonly actor: string;
  readonly at: string;
  readonly versions: readonly {
    readonly version: number;
    readonly name: string;
    readonly condition: Readonly<Record<string, unknown>>;
    readonly retired: boolean;
    readonly actor: string;
    readonly at: string;
  }[];
};

export type SegmentsSaveBody = {
  readonly id: string;
  readonly name: string;
  readonly condition: Readonly<Record<string, unknown>>;
};

export type SegmentsSaveAnswer = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly condition: Readonly<Record<string, unknown>>;
  readonly members: number;
  readonly actor: string;
  readonly at: string;
};

export type SegmentsRetireAnswer = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly condition: Readonly<Record<string, unknown>>;
  readonly members: number;
  readonly actor: string;
  readonly at: string;
};

export type SegmentsPreviewBody = {
  readonly condition: Readonly<Record<string, unknown>>;
};

export type SegmentsPreviewAnswer = {
  readonly members: number;
  readonly people: number;
};

export type SegmentsMembersQuery = {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
};

export type SegmentsMembersAnswer = {
  readonly items: readonly {
    readonly personId: string;
    readonly tag: string;
  }[];
  readonly next: string | null;
};

export type TapesCreateBody = {
  readonly tape: string;
  readonly loans: readonly {
    readonly row: number;
    readonly applicationRef: string | null;
    readonly product: string | null;
    readonly currency: string | null;
    readonly amountMinor: number | null;
    readonly termMonths: number | null;
    readonly aprBps: number | null;
    readonly appliedOn: number | null;
    readonly disbursedOn: number | null;
    readonly badOn: number | null;
    readonly outstandingMinor: number | null;
    readonly status: 'current' | 'late' | 'paid' | 'charged_off' | null;
    readonly outcome: 'good' | 'bad' | 'unknown';
  }[];
  readonly summary?:
    | {
        readonly tape: string;
        readonly name: string;
        readonly mapping: string;
        readonly rows: number;
        readonly good: number;
        readonly bad: number;
        readonly unknown: number;
        readonly rejected: number;
        readonly known: readonly (
          | 'applicationRef'
          | 'product'
          | 'currency'
          | 'amountMinor'
          | 'termMonths'
          | 'aprBps'
          | 'appliedOn'
          | 'disbursedOn'
          | 'badOn'
          | 'outstandingMinor'
          | 'status'
        )[];
        readonly monthOnly: readonly (
          | 'applicationRef'
          | 'product'
          | 'currency'
          | 'amountMinor'
          | 'termMonths'
          | 'aprBps'
          | 'appliedOn'
          | 'disbursedOn'
          | 'badOn'
          | 'outstandingMinor'
          | 'status'
        )[];
        readonly undocumented: Readonly<Record<string, number>>;
        readonly dropped: readonly {
          readonly column: string;
          readonly reason: string;
        }[];
        readonly importedAt: number;
      }
    | undefined;
};

export type TapesCreateAnswer = {
  readonly tape: string;
  readonly stored: number;
  readonly complete: boolean;
};

export type TapesListAnswer = {
  readonly items: readonly {
    readonly tape: string;
    readonly name: string;
    readonly mapping: string;
    readonly rows: number;
    readonly good: number;
    readonly bad: number;
    readonly unknown: number;
    readonly rejected: number;
    readonly known: readonly (
      | 'applicationRef'
      | 'product'
      | 'currency'
      | 'amountMinor'
      | 'termMonths'
      | 'aprBps'
      | 'appliedOn'
      | 'disbursedOn'
      | 'badOn'
      | 'outstandingMinor'
      | 'status'
    )[];
    readonly monthOnly: readonly (
      | 'applicationRef'
      | 'product'
      | 'currency'
      | 'amountMinor'
      | 'termMonths'
      | 'aprBps'
      | 'appliedOn'
      | 'disbursedOn'
      | 'badOn'
      | 'outstandingMinor'
      | 'status'
    )[];
    readonly undocumented: Readonly<Record<string, number>>;
    readonly dropped: readonly {
      readonly column: string;
      readonly reason: string;
    }[];
    readonly importedAt: number;
  }[];
};

export type TapesGetAnswer = {
  readonly summary: {
    readonly tape: string;
    readonly name: string;
    readonly mapping: string;
    readonly rows: number;
    readonly good: number;
    readonly bad: number;
    readonly unknown: number;
    readonly rejected: number;
    readonly known: readonly (
      | 'applicationRef'
      | 'product'
      | 'currency'
      | 'amountMinor'
      | 'termMonths'
      | 'aprBps'
      | 'appliedOn'
      | 'disbursedOn'
      | 'badOn'
      | 'outstandingMinor'
      | 'status'
    )[];
    readonly monthOnly: readonly (
      | 'applicationRef'
      | 'product'
      | 'currency'
      | 'amountMinor'
      | 'termMonths'
      | 'aprBps'
      | 'appliedOn'
      | 'disbursedOn'
      | 'badOn'
      | 'outstandingMinor'
      | 'status'
    )[];
    readonly undocumented: Readonly<Record<string, number>>;
    readonly dropped: readonly {
      readonly column: string;
      readonly reason: string;
    }[];
    readonly importedAt: number;
  };
  readonly badRate: number | null;
  readonly shares: {
    readonly good: number | null;
    readonly bad: number | null;
    readonly unknown: number | null;
  };
  readonly unknownFields: readonly string[];
  readonly vintages: readonly {
    readonly month: string | null;
    readonly loans: number;
    readonly good: number;
    readonly bad: number;
    readonly unknown: number;
    readonly amountMinor: number | null;
  }[];
};

/** Every method of the API, over a way to send requests. */
export function routesOver(send: Send) {
  return {
    session: {
      /** Sign in; sets an HttpOnly cookie. */
      create: (body: SessionCreateBody, options?: RequestOptions) =>
        send<SessionCreateAnswer>({ method: 'POST', path: '/v1/session', body, idempotent: false, options }),
      /** Who is signed in. */
      get: (options?: RequestOptions) =>
        send<SessionGetAnswer>({ method: 'GET', path: '/v1/session', idempotent: false, options }),
      /** Sign out. */
      delete: (options?: RequestOptions) =>
        send<SessionDeleteAnswer>({ method: 'DELETE', path: '/v1/session', idempotent: false, options }),
    },
    users: {
      /** Users of the console. */
      list: (options?: RequestOptions) =>
        send<UsersListAnswer>({ method: 'GET', path: '/v1/users', idempotent: false, options }),
      /** Add a user; the first password is in the answer, once. */
      create: (body: UsersCreateBody, options?: RequestOptions) =>
        send<UsersCreateAnswer>({ method: 'POST', path: '/v1/users', body, idempotent: true, options }),
      /** Make a new password, which is in the answer, once; ends the sessions of the user. */
      reset: (id: string, options?: RequestOptions) =>
        send<UsersResetAnswer>({
          method: 'POST',
          path: `/v1/users/${encodeURIComponent(id)}/password`,
          idempotent: false,
          options,
        }),
      /** Keep a user out, or let him in again. */
      disable: (id: string, body: UsersDisableBody, options?: RequestOptions) =>
        send<UsersDisableAnswer>({
          method: 'POST',
          path: `/v1/users/${encodeURIComponent(id)}/disabled`,
          body,
          idempotent: false,
          options,
        }),
    },
    keys: {
      /** API keys, without their secrets. */
      list: (options?: RequestOptions) =>
        send<KeysListAnswer>({ method: 'GET', path: '/v1/keys', idempotent: false, options }),
      /** Make an API key; the secret is in the answer, once. */
      create: (body: KeysCreateBody, options?: RequestOptions) =>
        send<KeysCreateAnswer>({ method: 'POST', path: '/v1/keys', body, idempotent: true, options }),
      /** Revoke an API key. */
      revoke: (id: string, options?: RequestOptions) =>
        send<KeysRevokeAnswer>({
          method: 'DELETE',
          path: `/v1/keys/${encodeURIComponent(id)}`,
          idempotent: false,
          options,
        }),
    },
    audit: {
      /** The hash-chained audit log, newest first. */
      list: (query: AuditListQuery = {}, options?: RequestOptions) =>
        send<AuditListAnswer>({ method: 'GET', path: '/v1/audit', query, idempotent: false, options }),
      /** Recompute the audit chain from its first entry. */
      verify: (options?: RequestOptions) =>
        send<AuditVerifyAnswer>({ method: 'GET', path: '/v1/audit/verify', idempotent: false, options }),
    },
    applications: {
      /** Applications, newest first. */
      list: (query: ApplicationsListQuery = {}, options?: RequestOptions) =>
        send<ApplicationsListAnswer>({ method: 'GET', path: '/v1/applications', query, idempotent: false, options }),
      /** Submit an application; it is decided and stored before the answer. */
      create: (body: ApplicationsCreateBody, options?: RequestOptions) =>
        send<ApplicationsCreateAnswer>({ method: 'POST', path: '/v1/applications', body, idempotent: true, options }),
      /** One application with its whole decision. */
      get: (id: string, options?: RequestOptions) =>
        send<ApplicationsGetAnswer>({
          method: 'GET',
          path: `/v1/applications/${encodeURIComponent(id)}`,
          idempotent: false,
          options,
        }),
      /** Accept or refuse the offer; accepting pays the loan out. */
      answer: (id: string, body: ApplicationsAnswerBody, options?: RequestOptions) =>
        send<ApplicationsAnswerAnswer>({
          method: 'POST',
          path: `/v1/applications/${encodeURIComponent(id)}/answer`,
          body,
          idempotent: true,
          options,
        }),
      /** Execute the decision again, with its own policy or another. */
      replay: (id: string, body: ApplicationsReplayBody, options?: RequestOptions) =>
        send<ApplicationsReplayAnswer>({
          method: 'POST',
          path: `/v1/applications/${encodeURIComponent(id)}/replay`,
          body,
          idempotent: false,
          options,
        }),
    },
    events: {
      /** Send up to 1,000 events; all are stored or none. */
      create: (body: EventsCreateBody, options?: RequestOptions) =>
        send<EventsCreateAnswer>({ method: 'POST', path: '/v1/events', body, idempotent: true, options }),
    },
    factors: {
      /** The factors that decide, and a page of the library by text, pack or entity. */
      list: (query: FactorsListQuery = {}, options?: RequestOptions) =>
        send<FactorsListAnswer>({ method: 'GET', path: '/v1/factors', query, idempotent: false, options }),
      /** A factor over time: distribution, missing values, PSI and information value by month, and the models that use it. */
      months: (name: string, query: FactorsMonthsQuery = {}, options?: RequestOptions) =>
        send<FactorsMonthsAnswer>({
          method: 'GET',
          path: `/v1/factors/${encodeURIComponent(name)}/months`,
          query,
          idempotent: false,
          options,
        }),
      /** Nightly comparison of factors as served with the same factors read again at those instants. */
      skew: (query: FactorsSkewQuery = {}, options?: RequestOptions) =>
        send<FactorsSkewAnswer>({ method: 'GET', path: '/v1/factor-skew', query, idempotent: false, options }),
    },
    map: {
      /** Applications by map cell of the address: how many, how suddenly, and what became of them. */
      cells: (query: MapCellsQuery = {}, options?: RequestOptions) =>
        send<MapCellsAnswer>({ method: 'GET', path: '/v1/map/cells', query, idempotent: false, options }),
    },
    factorLibrary: {
      /** Values of any factors for one or many subjects, as of an instant, for a purpose. */
      read: (body: FactorLibraryReadBody, options?: RequestOptions) =>
        send<FactorLibraryReadAnswer>({
          method: 'POST',
          path: '/v1/factors/vectors',
          body,
          idempotent: false,
          options,
        }),
      /** A value and the events behind it. */
      explain: (body: FactorLibraryExplainBody, options?: RequestOptions) =>
        send<FactorLibraryExplainAnswer>({
          method: 'POST',
          path: '/v1/factors/explanations',
          body,
          idempotent: false,
          options,
        }),
      /** A factor: its definition and versions. */
      get: (name: string, options?: RequestOptions) =>
        send<FactorLibraryGetAnswer>({
          method: 'GET',
          path: `/v1/factors/${encodeURIComponent(name)}`,
          idempotent: false,
          options,
        }),
      /** From event fields to a factor, to the factors and models that stand on it. */
      lineage: (name: string, options?: RequestOptions) =>
        send<FactorLibraryLineageAnswer>({
          method: 'GET',
          path: `/v1/factors/${encodeURIComponent(name)}/lineage`,
          idempotent: false,
          options,
        }),
      /** Define a factor or a new version of it: a shadow until it is staged. */
      define: (name: string, body: FactorLibraryDefineBody, options?: RequestOptions) =>
        send<FactorLibraryDefineAnswer>({
          method: 'PUT',
          path: `/v1/factor-definitions/${encodeURIComponent(name)}`,
          body,
          idempotent: true,
          options,
        }),
      /** Serve a version, retire it, or put it back to shadow; the one served until now retires. */
      stage: (name: string, body: FactorLibraryStageBody, options?: RequestOptions) =>
        send<FactorLibraryStageAnswer>({
          method: 'POST',
          path: `/v1/factor-definitions/${encodeURIComponent(name)}/stage`,
          body,
          idempotent: true,
          options,
        }),
      /** Rows and memory of the library, keys that very many events share, and what was wrong with events. */
      state: (options?: RequestOptions) =>
        send<FactorLibraryStateAnswer>({ method: 'GET', path: '/v1/factors-state', idempotent: false, options }),
    },
    factorSets: {
      /** A named list of factors. */
      get: (name: string, options?: RequestOptions) =>
        send<FactorSetsGetAnswer>({
          method: 'GET',
          path: `/v1/factor-sets/${encodeURIComponent(name)}`,
          idempotent: false,
          options,
        }),
      /** Name a list of factors; another list is another version. */
      put: (name: string, body: FactorSetsPutBody, options?: RequestOptions) =>
        send<FactorSetsPutAnswer>({
          method: 'PUT',
          path: `/v1/factor-sets/${encodeURIComponent(name)}`,
          body,
          idempotent: true,
          options,
        }),
    },
    people: {
      /** Profile of a person: life cycle, decayed weights, grades, value, segments; now, or as known at an instant. */
      profile: (id: string, query: PeopleProfileQuery = {}, options?: RequestOptions) =>
        send<PeopleProfileAnswer>({
          method: 'GET',
          path: `/v1/people/${encodeURIComponent(id)}/profile`,
          query,
          idempotent: false,
          options,
        }),
      /** Who the person is believed to be, or was at an instant: links with strengths, merges, corrections. */
      identity: (id: string, query: PeopleIdentityQuery = {}, options?: RequestOptions) =>
        send<PeopleIdentityAnswer>({
          method: 'GET',
          path: `/v1/people/${encodeURIComponent(id)}/identity`,
          query,
          idempotent: false,
          options,
        }),
      /** Another person turned out to be this one. */
      merge: (id: string, body: PeopleMergeBody, options?: RequestOptions) =>
        send<PeopleMergeAnswer>({
          method: 'POST',
          path: `/v1/people/${encodeURIComponent(id)}/merge`,
          body,
          idempotent: true,
          options,
        }),
      /** Move identifiers to a new person, or part two of them at the weakest link between. */
      split: (id: string, body: PeopleSplitBody, options?: RequestOptions) =>
        send<PeopleSplitAnswer>({
          method: 'POST',
          path: `/v1/people/${encodeURIComponent(id)}/split`,
          body,
          idempotent: true,
          options,
        }),
      /** Destroy the keys of a person: personal data can never be read again, the network forgets him; loans stay on the books. */
      erase: (id: string, body: PeopleEraseBody, options?: RequestOptions) =>
        send<PeopleEraseAnswer>({
          method: 'POST',
          path: `/v1/people/${encodeURIComponent(id)}/erase`,
          body,
          idempotent: true,
          options,
        }),
      /** What the person agreed to, for which purposes, until when. */
      consents: (id: string, options?: RequestOptions) =>
        send<PeopleConsentsAnswer>({
          method: 'GET',
          path: `/v1/people/${encodeURIComponent(id)}/consents`,
          idempotent: false,
          options,
        }),
      /** Record that the person gave or withdrew consent. */
      setConsent: (id: string, body: PeopleSetConsentBody, options?: RequestOptions) =>
        send<PeopleSetConsentAnswer>({
          method: 'POST',
          path: `/v1/people/${encodeURIComponent(id)}/consents`,
          body,
          idempotent: true,
          options,
        }),
      /** People with applications, newest first; or who an identifier belongs to. */
      list: (query: PeopleListQuery = {}, options?: RequestOptions) =>
        send<PeopleListAnswer>({ method: 'GET', path: '/v1/people', query, idempotent: false, options }),
      /** Person 360: identifiers, applications, loans. */
      get: (id: string, options?: RequestOptions) =>
        send<PeopleGetAnswer>({
          method: 'GET',
          path: `/v1/people/${encodeURIComponent(id)}`,
          idempotent: false,
          options,
        }),
      /** Personal data in the clear; written into the audit log. */
      reveal: (id: string, body: PeopleRevealBody, options?: RequestOptions) =>
        send<PeopleRevealAnswer>({
          method: 'POST',
          path: `/v1/people/${encodeURIComponent(id)}/reveal`,
          body,
          idempotent: false,
          options,
        }),
      /** Factor values at one or several instants (month ends by default). */
      factors: (id: string, query: PeopleFactorsQuery = {}, options?: RequestOptions) =>
        send<PeopleFactorsAnswer>({
          method: 'GET',
          path: `/v1/people/${encodeURIComponent(id)}/factors`,
          query,
          idempotent: false,
          options,
        }),
      /** First neighbours through shared identifiers. */
      neighbours: (id: string, options?: RequestOptions) =>
        send<PeopleNeighboursAnswer>({
          method: 'GET',
          path: `/v1/people/${encodeURIComponent(id)}/neighbours`,
          idempotent: false,
          options,
        }),
    },
    identity: {
      /** Take back a link, a merge or a correction; undoing an undo brings it back. */
      undo: (body: IdentityUndoBody, options?: RequestOptions) =>
        send<IdentityUndoAnswer>({ method: 'POST', path: '/v1/identity/undo', body, idempotent: true, options }),
      /** Who an identifier was believed to belong to at an instant. */
      belief: (query: IdentityBeliefQuery = {}, options?: RequestOptions) =>
        send<IdentityBeliefAnswer>({ method: 'GET', path: '/v1/identity/belief', query, idempotent: false, options }),
      /** Identifiers that so many persons were seen with that they join nobody, the most shared first. */
      shared: (options?: RequestOptions) =>
        send<IdentitySharedAnswer>({ method: 'GET', path: '/v1/identity/shared', idempotent: false, options }),
    },
    loans: {
      /** Loans, newest first. */
      list: (query: LoansListQuery = {}, options?: RequestOptions) =>
        send<LoansListAnswer>({ method: 'GET', path: '/v1/loans', query, idempotent: false, options }),
      /** One loan with schedule, payments and postings. */
      get: (id: string, options?: RequestOptions) =>
        send<LoansGetAnswer>({
          method: 'GET',
          path: `/v1/loans/${encodeURIComponent(id)}`,
          idempotent: false,
          options,
        }),
    },
    payments: {
      /** Book a payment that came in. */
      create: (body: PaymentsCreateBody, options?: RequestOptions) =>
        send<PaymentsCreateAnswer>({ method: 'POST', path: '/v1/payments', body, idempotent: true, options }),
    },
    ledger: {
      /** Recompute every balance from the postings; no break is the only right answer. */
      verify: (options?: RequestOptions) =>
        send<LedgerVerifyAnswer>({ method: 'GET', path: '/v1/ledger/verify', idempotent: false, options }),
    },
    models: {
      /** Models, newest first. */
      list: (query: ModelsListQuery = {}, options?: RequestOptions) =>
        send<ModelsListAnswer>({ method: 'GET', path: '/v1/models', query, idempotent: false, options }),
      /** One model with its report and the history of its stages. */
      get: (id: string, options?: RequestOptions) =>
        send<ModelsGetAnswer>({
          method: 'GET',
          path: `/v1/models/${encodeURIComponent(id)}`,
          idempotent: false,
          options,
        }),
      /** Move a model to another stage. */
      move: (id: string, body: ModelsMoveBody, options?: RequestOptions) =>
        send<ModelsMoveAnswer>({
          method: 'POST',
          path: `/v1/models/${encodeURIComponent(id)}/stage`,
          body,
          idempotent: true,
          options,
        }),
      /** What was measured of a model, month by month. */
      monitoring: (id: string, options?: RequestOptions) =>
        send<ModelsMonitoringAnswer>({
          method: 'GET',
          path: `/v1/models/${encodeURIComponent(id)}/monitoring`,
          idempotent: false,
          options,
        }),
      /** Score a person, an application or a factor vector by a set of models; decides nothing. */
      score: (body: ModelsScoreBody, options?: RequestOptions) =>
        send<ModelsScoreAnswer>({ method: 'POST', path: '/v1/models/scores', body, idempotent: false, options }),
    },
    policies: {
      /** Policies and experiments. */
      list: (options?: RequestOptions) =>
        send<PoliciesListAnswer>({ method: 'GET', path: '/v1/policies', idempotent: false, options }),
      /** One policy by its hash. */
      get: (id: string, options?: RequestOptions) =>
        send<PoliciesGetAnswer>({
          method: 'GET',
          path: `/v1/policies/${encodeURIComponent(id)}`,
          idempotent: false,
          options,
        }),
      /** Publish a version of a policy; it is compiled before it is stored. */
      publish: (body: PoliciesPublishBody, options?: RequestOptions) =>
        send<PoliciesPublishAnswer>({ method: 'POST', path: '/v1/policies', body, idempotent: true, options }),
      /** Make a published policy decide. */
      deploy: (body: PoliciesDeployBody, options?: RequestOptions) =>
        send<PoliciesDeployAnswer>({
          method: 'POST',
          path: '/v1/policies/deployments',
          body,
          idempotent: true,
          options,
        }),
    },
    modelAlerts: {
      /** Alerts of monitoring, newest first. */
      list: (query: ModelAlertsListQuery = {}, options?: RequestOptions) =>
        send<ModelAlertsListAnswer>({ method: 'GET', path: '/v1/model-alerts', query, idempotent: false, options }),
      /** Say that an alert is known, and what is done about it. */
      acknowledge: (id: string, body: ModelAlertsAcknowledgeBody, options?: RequestOptions) =>
        send<ModelAlertsAcknowledgeAnswer>({
          method: 'POST',
          path: `/v1/model-alerts/${encodeURIComponent(id)}/acknowledge`,
          body,
          idempotent: true,
          options,
        }),
    },
    training: {
      /** Training jobs, newest first. */
      list: (query: TrainingListQuery = {}, options?: RequestOptions) =>
        send<TrainingListAnswer>({ method: 'GET', path: '/v1/training-jobs', query, idempotent: false, options }),
      /** Labels and learners that a training may name. */
      options: (options?: RequestOptions) =>
        send<TrainingOptionsAnswer>({ method: 'GET', path: '/v1/training-options', idempotent: false, options }),
      /** One training job. */
      get: (id: string, options?: RequestOptions) =>
        send<TrainingGetAnswer>({
          method: 'GET',
          path: `/v1/training-jobs/${encodeURIComponent(id)}`,
          idempotent: false,
          options,
        }),
      /** Train a model on matured outcomes; the idempotency key makes one job and at most one model. */
      create: (body: TrainingCreateBody, options?: RequestOptions) =>
        send<TrainingCreateAnswer>({ method: 'POST', path: '/v1/training-jobs', body, idempotent: true, options }),
      /** Stop a training job; one that has ended stays as it is. */
      cancel: (id: string, options?: RequestOptions) =>
        send<TrainingCancelAnswer>({
          method: 'POST',
          path: `/v1/training-jobs/${encodeURIComponent(id)}/cancel`,
          idempotent: true,
          options,
        }),
    },
    trainingSchedules: {
      /** Trainings that come back every day. */
      list: (options?: RequestOptions) =>
        send<TrainingSchedulesListAnswer>({
          method: 'GET',
          path: '/v1/training-schedules',
          idempotent: false,
          options,
        }),
      /** Train for a purpose every day; replaces the schedule of the purpose. */
      set: (body: TrainingSchedulesSetBody, options?: RequestOptions) =>
        send<TrainingSchedulesSetAnswer>({
          method: 'POST',
          path: '/v1/training-schedules',
          body,
          idempotent: true,
          options,
        }),
      /** Train for a purpose no more. */
      remove: (id: string, options?: RequestOptions) =>
        send<TrainingSchedulesRemoveAnswer>({
          method: 'DELETE',
          path: `/v1/training-schedules/${encodeURIComponent(id)}`,
          idempotent: true,
          options,
        }),
    },
    network: {
      /** The relationship network: nodes and links by kind, bytes, what was wrong with events. */
      state: (options?: RequestOptions) =>
        send<NetworkStateAnswer>({ method: 'GET', path: '/v1/network', idempotent: false, options }),
      /** Nodes by person, application or loan id, by token, or by an identifier in the clear. */
      search: (query: NetworkSearchQuery, options?: RequestOptions) =>
        send<NetworkSearchAnswer>({ method: 'GET', path: '/v1/network/search', query, idempotent: false, options }),
      /** What lies around nodes, as it was known at an instant; of hubs the newest links. */
      surroundings: (query: NetworkSurroundingsQuery, options?: RequestOptions) =>
        send<NetworkSurroundingsAnswer>({
          method: 'GET',
          path: '/v1/network/surroundings',
          query,
          idempotent: false,
          options,
        }),
      /** The strongest chain of links between two nodes. */
      path: (query: NetworkPathQuery, options?: RequestOptions) =>
        send<NetworkPathAnswer>({ method: 'GET', path: '/v1/network/path', query, idempotent: false, options }),
      /** Why two people are linked: what they share, since when, and how rare that is. */
      why: (query: NetworkWhyQuery, options?: RequestOptions) =>
        send<NetworkWhyAnswer>({ method: 'GET', path: '/v1/network/why', query, idempotent: false, options }),
      /** Communities by size, share of bad outcomes or growth. */
      communities: (query: NetworkCommunitiesQuery = {}, options?: RequestOptions) =>
        send<NetworkCommunitiesAnswer>({
          method: 'GET',
          path: '/v1/network/communities',
          query,
          idempotent: false,
          options,
        }),
      /** A community: members, figures by day, and what happened to it. */
      community: (id: string, query: NetworkCommunityQuery = {}, options?: RequestOptions) =>
        send<NetworkCommunityAnswer>({
          method: 'GET',
          path: `/v1/network/communities/${encodeURIComponent(id)}`,
          query,
          idempotent: false,
          options,
        }),
      /** What the detectors of fraud patterns and the learned model (pattern learned) found, the surest first. */
      findings: (query: NetworkFindingsQuery = {}, options?: RequestOptions) =>
        send<NetworkFindingsAnswer>({ method: 'GET', path: '/v1/network/findings', query, idempotent: false, options }),
      /** Run the detectors now; they run by themselves every night. */
      detect: (options?: RequestOptions) =>
        send<NetworkDetectAnswer>({ method: 'POST', path: '/v1/network/findings', idempotent: false, options }),
      /** Say of people what an investigation found; their applications become labels for training. */
      label: (body: NetworkLabelBody, options?: RequestOptions) =>
        send<NetworkLabelAnswer>({ method: 'POST', path: '/v1/network/labels', body, idempotent: true, options }),
      /** Put nodes on the black, grey or white list, or take them off; policies read list.black, list.grey, list.white. */
      list: (body: NetworkListBody, options?: RequestOptions) =>
        send<NetworkListAnswer>({ method: 'POST', path: '/v1/network/lists', body, idempotent: true, options }),
      /** Figures of the network by day, and the alerts that they raised. */
      watch: (query: NetworkWatchQuery = {}, options?: RequestOptions) =>
        send<NetworkWatchAnswer>({ method: 'GET', path: '/v1/network/watch', query, idempotent: false, options }),
    },
    cases: {
      /** Cases of the network, newest first. */
      list: (query: CasesListQuery = {}, options?: RequestOptions) =>
        send<CasesListAnswer>({ method: 'GET', path: '/v1/cases', query, idempotent: false, options }),
      /** A case with its nodes and notes. */
      get: (id: string, options?: RequestOptions) =>
        send<CasesGetAnswer>({
          method: 'GET',
          path: `/v1/cases/${encodeURIComponent(id)}`,
          idempotent: false,
          options,
        }),
      /** Open a case about nodes of the network. */
      open: (body: CasesOpenBody, options?: RequestOptions) =>
        send<CasesOpenAnswer>({ method: 'POST', path: '/v1/cases', body, idempotent: true, options }),
      /** Add a note to a case, or decide it. */
      note: (id: string, body: CasesNoteBody, options?: RequestOptions) =>
        send<CasesNoteAnswer>({
          method: 'POST',
          path: `/v1/cases/${encodeURIComponent(id)}/notes`,
          body,
          idempotent: true,
          options,
        }),
    },
    overview: {
      /** Live numbers of the home page. */
      get: (options?: RequestOptions) =>
        send<OverviewGetAnswer>({ method: 'GET', path: '/v1/overview', idempotent: false, options }),
    },
    market: {
      /** Pause the simulated market or change its speed. */
      set: (body: MarketSetBody, options?: RequestOptions) =>
        send<MarketSetAnswer>({ method: 'POST', path: '/v1/market', body, idempotent: false, options }),
    },
    portfolio: {
      /** The book today: balance, delinquency, D1 entry, losses. */
      summary: (options?: RequestOptions) =>
        send<PortfolioSummaryAnswer>({ method: 'GET', path: '/v1/portfolio/summary', idempotent: false, options }),
      /** Counters by day or month: funnel, money, delinquency. */
      series: (query: PortfolioSeriesQuery = {}, options?: RequestOptions) =>
        send<PortfolioSeriesAnswer>({ method: 'GET', path: '/v1/portfolio/series', query, idempotent: false, options }),
      /** Share of a month’s loans that were ever bad, by months on book. */
      vintages: (query: PortfolioVintagesQuery = {}, options?: RequestOptions) =>
        send<PortfolioVintagesAnswer>({
          method: 'GET',
          path: '/v1/portfolio/vintages',
          query,
          idempotent: false,
          options,
        }),
      /** From delinquency bucket to bucket between two month ends, all months together. */
      rollRates: (options?: RequestOptions) =>
        send<PortfolioRollRatesAnswer>({ method: 'GET', path: '/v1/portfolio/roll-rates', idempotent: false, options }),
    },
    segments: {
      /** Segments with their sizes, and people by place in the life cycle. */
      list: (options?: RequestOptions) =>
        send<SegmentsListAnswer>({ method: 'GET', path: '/v1/segments', idempotent: false, options }),
      /** One segment and its earlier versions. */
      get: (id: string, options?: RequestOptions) =>
        send<SegmentsGetAnswer>({
          method: 'GET',
          path: `/v1/segments/${encodeURIComponent(id)}`,
          idempotent: false,
          options,
        }),
      /** Make a segment, or a new version of one; members follow at once and with every event from then on. */
      save: (body: SegmentsSaveBody, options?: RequestOptions) =>
        send<SegmentsSaveAnswer>({ method: 'POST', path: '/v1/segments', body, idempotent: true, options }),
      /** Put a segment out of use; its versions stay on record. */
      retire: (id: string, options?: RequestOptions) =>
        send<SegmentsRetireAnswer>({
          method: 'DELETE',
          path: `/v1/segments/${encodeURIComponent(id)}`,
          idempotent: true,
          options,
        }),
      /** How many people a condition would hold now; nothing is saved. */
      preview: (body: SegmentsPreviewBody, options?: RequestOptions) =>
        send<SegmentsPreviewAnswer>({ method: 'POST', path: '/v1/segments/preview', body, idempotent: false, options }),
      /** Who belongs to a segment now, page by page. */
      members: (id: string, query: SegmentsMembersQuery = {}, options?: RequestOptions) =>
        send<SegmentsMembersAnswer>({
          method: 'GET',
          path: `/v1/segments/${encodeURIComponent(id)}/members`,
          query,
          idempotent: false,
          options,
        }),
    },
    tapes: {
      /** Send loans of a tape in batches; the last call carries the summary that completes it. */
      create: (body: TapesCreateBody, options?: RequestOptions) =>
        send<TapesCreateAnswer>({ method: 'POST', path: '/v1/tapes', body, idempotent: true, options }),
      /** Imported tapes, earliest first. */
      list: (options?: RequestOptions) =>
        send<TapesListAnswer>({ method: 'GET', path: '/v1/tapes', idempotent: false, options }),
      /** One tape: summary, outcome shares, what it does not say, vintages by month. */
      get: (id: string, options?: RequestOptions) =>
        send<TapesGetAnswer>({
          method: 'GET',
          path: `/v1/tapes/${encodeURIComponent(id)}`,
          idempotent: false,
          options,
        }),
    },
  };
}
