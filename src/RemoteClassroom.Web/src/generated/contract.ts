/* Written by tools/openapi.mjs from openapi.json; do not edit. */
export interface paths {
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    query?: string;
                    state?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfAccountInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["CreateAccount"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccountCreated"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes an account below the caller's unit. Wants a fresh sign-in. */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccountDeleted"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a substitute's rights now. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SubstituteEnded"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Locks an account until it is unlocked; its sign-ins end. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccountChanged"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives somebody else's account another role. Wants a fresh sign-in. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["GiveRole"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccountChanged"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Unlocks an account, whoever or whatever locked it. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccountChanged"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/slips": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** New activation slips for accounts below the caller: a first password, or a reset. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["IssueSlips"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IssuedSlips"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what in the caller's subtree, newest first; by actor, action, object, unit and time. */
        get: {
            parameters: {
                query?: {
                    /** @description Of this action. */
                    Action?: string;
                    /** @description Of this account or device. */
                    Actor?: string;
                    cursor?: string;
                    /** @description Not before. */
                    From?: string;
                    limit?: number;
                    object?: string;
                    /** @description Before. */
                    To?: string;
                    /** @description At and below this unit; default: the caller's own. */
                    Unit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfAuditItem"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same lines as a file; the heading names the time zone. */
        get: {
            parameters: {
                query?: {
                    /** @description Of this action. */
                    Action?: string;
                    /** @description Of this account or device. */
                    Actor?: string;
                    /** @description Not before. */
                    From?: string;
                    object?: string;
                    /** @description Before. */
                    To?: string;
                    /** @description At and below this unit; default: the caller's own. */
                    Unit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a workbook. */
        get: {
            parameters: {
                query?: {
                    /** @description Of this action. */
                    Action?: string;
                    /** @description Of this account or device. */
                    Actor?: string;
                    /** @description Not before. */
                    From?: string;
                    object?: string;
                    /** @description Before. */
                    To?: string;
                    /** @description At and below this unit; default: the caller's own. */
                    Unit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Goes through the audit's chain: whether every line is as it was written. For who holds the whole tree. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuditChainState"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Redeems an activation slip: sets the password and signs in. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["Activate"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tokens"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/activation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whose activation slip a code is. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["AskActivation"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Activation"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The password once more, for an act that wants a fresh sign-in. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["ConfirmPassword"];
                };
            };
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/first": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["FirstAdministrator"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tokens"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["Login"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tokens"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes the own password; every other sign-in of the account ends. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["ChangePassword"];
                };
            };
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["Refresh"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tokens"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own sign-ins, the newest first. */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfSignInInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-ins/{c}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends one of the own sign-ins. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    c: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignInEnded"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/check-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Checks a person in by a ticket. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["CheckIn"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CheckedIn"];
                    };
                };
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CheckedIn"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Devices of halls in the caller's scope (a hall: its own), with the running numbers that never arrived. */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    unit?: string;
                    venue?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfDeviceInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** A hall's screen or its operator's device registers the key by which it signs entries. The same key again is the same device. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["RegisterDevice"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeviceRegistered"];
                    };
                };
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeviceRegistered"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{d}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Believes the device no more. What it signed before stays valid. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    d: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeviceRevoked"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's own exports of the last seven days, newest first, at most a hundred. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfExportInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Asks for a file of a session, a course or a period, XLSX with several sheets or CSV; made in the background, masked unless a reason and a fresh password are given. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["MakeExport"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ExportStarted"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{e}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an export of the caller's is. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    e: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ExportInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/{e}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The finished file, from whichever node; with names in it only within five minutes of the password. Each time stands in the audit. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    e: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What files hold, before one is made: sheets, columns, the zone of their times, and how long they are kept. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ExportAbout"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/halls/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Imports halls with their contacts and operators; each new operator gets an activation slip. */
        post: {
            parameters: {
                query?: {
                    dryRun?: boolean;
                };
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HallsImportAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/help-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests of halls in the caller's scope (a hall: its own), newest first; ?state=open, taken or solved. */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    state?: string;
                    unit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfHelpRequest"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["AskForHelp"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HelpAsked"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/help-requests/{h}/solve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    h: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HelpMoved"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/help-requests/{h}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    h: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HelpMoved"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/live/{session}/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ApiGetLiveFile"];
        put: operations["ApiPutLiveFile"];
        post?: never;
        delete: operations["ApiDeleteLiveFile"];
        options?: never;
        head: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    file: string;
                    session: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        patch?: never;
        trace?: never;
    };
    "/api/v1/org-units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Units of the caller's subtree whose name or code holds the query, from the top down. */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    query?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfOrgUnitInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a unit below another. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["CreateOrgUnit"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrgUnitInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org-units/{unitId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A unit. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrgUnitInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org-units/{unitId}/changes/{c}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraws a change whose day has not come. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    c: string;
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrgUnitChange"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org-units/{unitId}/children": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The units directly below a unit. */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfOrgUnitInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org-units/{unitId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed at a unit and what is to change, the newest first. */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfOrgUnitChange"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org-units/{unitId}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has a unit taken in by another with its halls, people, sessions and units below; its own accounts stay behind. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["MergeOrgUnit"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrgUnitChange"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org-units/{unitId}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a unit with all below it under another, now or from a day on; sessions whose doors were opened keep the tree of their day. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["MoveOrgUnit"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrgUnitChange"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org-units/{unitId}/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a unit another name, now or from a day on. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    unitId: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["RenameOrgUnit"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrgUnitChange"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/org-units/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Imports units of the tree. */
        post: {
            parameters: {
                query?: {
                    dryRun?: boolean;
                };
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PairingStarted"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/{p}/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    p: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["PairingPoll"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PairingDone"];
                    };
                };
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pairings/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["ApprovePairing"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PairingApproved"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questions/{q}/answered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    q: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questions/{q}/answering": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    q: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questions/{q}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    q: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questions/{q}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    q: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questions/{q}/votes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    q: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VoteAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    q: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VoteAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Persons and person-times of the sessions that were to start in a period, of a course or of all, each over the tree of its own day; rehearsals do not count. */
        get: {
            parameters: {
                query: {
                    course?: string;
                    from: string;
                    to: string;
                    unit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PeriodReport"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchanges a scanned or typed code for a ticket for one person, good for three minutes. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["Scan"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TicketIssued"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfSessionInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["CreateSession"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionCreated"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/attendance/halls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Halls at and below a unit, worst first: out of reach, without sound, low attendance; with contact and when they were last called. */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    round?: string;
                    unit?: string;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HallLines"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/attendance/missing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who has not checked in, masked, hall by hall; ?branch= for one hall. People without any hall are not among them. */
        get: {
            parameters: {
                query?: {
                    branch?: string;
                    cursor?: string;
                    limit?: number;
                    round?: string;
                    unit?: string;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MissingPeople"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/branches/{b}/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes that the hall was called, so that nobody calls it twice. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    b: string;
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HallCalled"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/branches/{b}/head-count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many people sit in the hall; the last count of a round stands. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    b: string;
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["CountHeads"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HeadCount"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/branches/{b}/reminders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Chases one hall: its operator first; when still too few came after some minutes, the administrators of its unit, then of the unit above. A hall chased moments ago: 409 conflict with retryAfterMs. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    b: string;
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["ChaseHall"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HallChased"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/branches/{b}/roster": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is expected in the caller's own hall, masked, and who of them checked in during the open round, else the newest. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    b: string;
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HallRoster"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/branches/{b}/sheet.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A hall's sheet for signing (签到表): the roster, masked, with who has checked in in which round. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    b: string;
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Corrections in the caller's scope, in the ledger's order; who may see the whole session sees the closing snapshot, too. */
        get: {
            parameters: {
                query?: {
                    after?: number;
                    limit?: number;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfCorrectionItem"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Corrects what counts for a person, by a new entry of the ledger with who, why and evidence. An operator may take back a check-in of the own roster's people. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["MakeCorrection"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CorrectionMade"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/cut": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the programme off every screen at once, whatever the publisher does; assistants may, since it is for emergencies. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/desk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Readiness of the halls at and below a unit: link, picture, sound, clock, operator, roster; worst first, with contact and when they were last called and chased; with a fault (link, picture, sound, clock, operator, roster) only those that have it, while the totals stay those of all. */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    fault?: string;
                    limit?: number;
                    unit?: string;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeskBoard"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    after?: number;
                    limit?: number;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfViewEvent"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/frames": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    stream?: string;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FramesAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A screen that polls tells that it is there and what it plays, as the hub's Heartbeat does; every ten seconds. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["HeartbeatRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HeartbeatAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/leaves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests for leave in the caller's scope (an operator: the own hall's), newest first. */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfLeaveInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Asks leave from the session for a person of the own hall's roster, or of the caller's subtree. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["AskLeave"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LeaveAsked"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/leaves/{l}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Grants or refuses a request; granted, an entry of the ledger excuses the person from the whole session. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    l: string;
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["DecideLeave"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LeaveAnswered"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    after?: number;
                    limit?: number;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfLedgerItem"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/ledger/unmasked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The ledger of the caller's subtree with names and roster numbers, as CSV or XLSX; its first and last line say who took it, when and why. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["ExportUnmasked"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/ledger/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads the whole ledger and names the first entry that is not as it was written. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LedgerChecked"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/offline-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries of the caller's part of a session that have one state (?state=kept, the default, waits for judgement), with scan time, time of receipt and offsets apart. */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    state?: string;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfOfflineEntryInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/offline-entries/{e}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a kept entry into the ledger, marked as come after the close. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    e: string;
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EntryJudged"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/offline-entries/{e}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decides against a kept entry; it stays on the list of dismissed ones. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    e: string;
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EntryJudged"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A unit's figures with those of the counties below it, cut from one state; the halls in trouble, the round and how many questions there are. Nothing personal. */
        get: {
            parameters: {
                query?: {
                    unit?: string;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AttendanceOverview"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/people/{t}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the ledger says of a person in a session: check-ins, corrections, requests for leave, and what counts; masked. An operator: of the own hall's roster. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    s: string;
                    t: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonHistory"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/persons.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody of a unit with how his part is judged, masked; the heading names zone and rules. */
        get: {
            parameters: {
                query?: {
                    unit?: string;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PublishInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["AskQuestion"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QuestionAskedAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Roster, check-ins and head count of each hall of a unit, those that differ first; by default of the newest sign-in. */
        get: {
            parameters: {
                query?: {
                    round?: string;
                    unit?: string;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reconciliation"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/reminders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reminders about halls of the caller's subtree, newest first, each with its deliveries and their tries; ?unit= for those at and below a unit, ?branch= for one hall. */
        get: {
            parameters: {
                query?: {
                    branch?: string;
                    cursor?: string;
                    limit?: number;
                    unit?: string;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfReminderInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Chases every hall at and below a unit in which somebody is missing; halls chased moments ago are left out and counted. At most 2,000 at once. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["ChaseUnit"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UnitChased"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody of a unit, or of one hall, judged by the session's rules: by the units below, by hall, by category and by seat. */
        get: {
            parameters: {
                query?: {
                    hall?: string;
                    unit?: string;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionReport"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/report.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report of a unit, or of one hall, on one page, to be printed. */
        get: {
            parameters: {
                query?: {
                    hall?: string;
                    unit?: string;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/report.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a workbook: about the report, units and halls, categories, seats. */
        get: {
            parameters: {
                query?: {
                    unit?: string;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/round-plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfRoundPlanInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Plans a round, such as a spot check: it opens by itself at a random moment of the window, for everybody or for a sample of each county's halls or of each hall's people. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["PlanRound"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RoundPlanned"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/round-plans/{p}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives up a plan whose round has not opened. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    p: string;
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RoundPlanInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/rounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["OpenRound"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RoundOpenedAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/rounds/{r}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    r: string;
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/rounds/{r}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives an open round more time. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    r: string;
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["ExtendRound"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check-ins that somebody should look at: one device for several people, many within seconds, one person in two halls. With what was last found about them. */
        get: {
            parameters: {
                query?: {
                    unit?: string;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignalList"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/signals/{g}/judge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says what was found about a signal and why. It stands in the audit and changes no figure; later findings stand beside earlier ones. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    g: string;
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["JudgeSignal"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignalJudged"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandDone"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/walk-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Walk-ins in halls of the caller's scope, masked, newest first. */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    s: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfWalkInInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/walk-ins/{w}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One walk-in with what the person left. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    s: string;
                    w: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WalkInDetails"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/walk-ins/{w}/match": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says which trainee of the session's roster it is; he counts as there, by an entry of the ledger. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                    w: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["MatchWalkIn"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WalkInDecided"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{s}/walk-ins/{w}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    s: string;
                    w: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["RejectWalkIn"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WalkInDecided"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{sessionId}/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A unit's counts and those one level down, cut from one state; by default of the newest sign-in round and the caller's own unit. */
        get: {
            parameters: {
                query?: {
                    round?: string;
                    unit?: string;
                };
                header?: never;
                path: {
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AttendanceFrame"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{sessionId}/attendance/arrivals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a round filled at and below a unit, step by step, by the ledger's own times; by default the newest sign-in round and the caller's own unit. */
        get: {
            parameters: {
                query?: {
                    round?: string;
                    unit?: string;
                };
                header?: never;
                path: {
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Arrivals"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{sessionId}/attendance/breakdown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A unit's live figures by category and by seat, cut from one state, at most twice a second anew; by default of the newest sign-in round and the caller's own unit. */
        get: {
            parameters: {
                query?: {
                    round?: string;
                    unit?: string;
                };
                header?: never;
                path: {
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AttendanceBreakdown"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{sessionId}/branches/{branchId}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the hall's screen shows now. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    branchId: string;
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BranchCodeAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{sessionId}/branches/{branchId}/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The hall's own screen: the key to derive its codes from while it has no link. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    branchId: string;
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BranchKeyAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{sessionId}/check-ins/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Entries that a hall's screen or operator gathered, perhaps without a link. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["CheckInBatch"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BatchResults"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{sessionId}/ledger.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ledger of the caller's subtree, masked; the heading names the time zone. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{sessionId}/ledger.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a workbook. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{sessionId}/ledger/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the ledger's files hold: their columns, the time zone of their times, and that names and numbers are masked. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LedgerAbout"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{sessionId}/now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is wanted from a phone's owner now, and when to ask again. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sessionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NowDocument"];
                    };
                };
                /** @description Not Modified */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sign-ins of the accounts that the caller answers for, the newest first. */
        get: {
            parameters: {
                query?: {
                    account?: string;
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfSignInInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-ins/{c}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a sign-in of an account that the caller answers for. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    c: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignInEnded"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trainees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Trainees at and below a unit (default: the caller's own), masked; the query is a roster number or its beginning, or part of a name. In a large unit a page of a search may be short, or empty, and have a next one: names are sealed and cannot be indexed. */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    query?: string;
                    unit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfTraineeInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trainees/{t}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deletes a person's key and identifiers for good. The ledger stays, and tells of a pseudonym. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    t: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["WithReason"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TraineeErased"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trainees/{t}/unmask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A person's name, roster number and last digits, for a reason that stands in the audit. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    t: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["WithReason"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UnmaskedTrainee"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trainees/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Imports trainees; of the phone number only the last four digits are kept. */
        post: {
            parameters: {
                query?: {
                    dryRun?: boolean;
                };
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/venues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Venues at and below a unit (default: the caller's own), by their short numbers. */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    query?: string;
                    unit?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfVenueInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a hall at a unit. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["CreateVenue"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VenueInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/venues/{v}/edit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes a hall; what is left out stays as it is. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    v: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EditVenue"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VenueInfo"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/venues/{v}/screens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A hall by name, and the screens that are paired with it. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    v: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HallScreens"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/venues/{v}/screens/{screenId}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a pairing back: the screen is cut within five seconds, on any node, and asks to be paired anew. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    screenId: string;
                    v: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["EmptyCommand"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScreenRevoked"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/venues/{v}/substitutes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets somebody run a hall for at most a day. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path: {
                    v: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["AppointSubstitute"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Substitute"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/venues/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Imports venues. */
        post: {
            parameters: {
                query?: {
                    dryRun?: boolean;
                };
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/walk-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keeps name and digits of somebody whom no roster has, until an administrator matches or rejects the entry. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description A new UUID for each change; the same one to try it again. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["KeepWalkIn"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WalkInKept"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HealthAnswer"];
                    };
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/live/{session}/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetLiveFile"];
        put: operations["PutLiveFile"];
        post?: never;
        delete: operations["DeleteLiveFile"];
        options?: never;
        head: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    file: string;
                    session: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused; the code says why. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Answer of a call that changes an account. */
        AccountChanged: {
            /**
             * Format: uuid
             * @description The account.
             */
            id: string;
            /** @description Whether somebody can sign in with it now. */
            state: components["schemas"]["AccountState"];
        };
        /** @description Answer of `POST /accounts`. */
        AccountCreated: {
            /**
             * Format: uuid
             * @description The new account.
             */
            id: string;
        };
        /** @description Answer of `DELETE /accounts/{id}`. */
        AccountDeleted: {
            /**
             * Format: uuid
             * @description The account that is gone.
             */
            id: string;
        };
        /** @description An account in a list. */
        AccountInfo: {
            /**
             * Format: date-time
             * @description When a substitute's rights end; absent for an account that stays.
             */
            endsAt?: string;
            /**
             * Format: uuid
             * @description The account.
             */
            id: string;
            /** @description The name of its unit or hall; absent for the whole tree. */
            place?: string;
            /** @description Its role. */
            role: components["schemas"]["Role"];
            /** @description Whether somebody can sign in with it. */
            state?: components["schemas"]["AccountState"];
            /**
             * Format: uuid
             * @description Its unit.
             */
            unitId?: string;
            /** @description Its name. */
            user: string;
            /**
             * Format: uuid
             * @description Its venue.
             */
            venueId?: string;
        };
        /** @enum {unknown} */
        AccountState: "active" | "pending" | "locked" | "ended";
        /** @description Body of `POST /auth/activate`: redeems a slip and signs in. */
        Activate: {
            /** @description The code; case, hyphens and spaces are forgiven. */
            code: string;
            /** @description The password from then on, at least 10 characters. */
            password: string;
        };
        /** @description Answer of `POST /auth/activation`. */
        Activation: {
            /**
             * Format: date-time
             * @description When the slip ends.
             */
            expiresAt: string;
            /** @description The name of the hall or unit; absent for the whole tree. */
            place?: string;
            /** @description The account's role. */
            role: components["schemas"]["Role"];
            /** @description The name to sign in with from then on. */
            user: string;
        };
        /** @description An activation slip, as its issuer prints it. Whoever holds the code sets the account's password, once, within seven days. */
        ActivationSlip: {
            /**
             * Format: uuid
             * @description The account that it opens.
             */
            accountId: string;
            /** @description Twelve symbols in three groups; shown in this answer and in no other. */
            code: string;
            /**
             * Format: date-time
             * @description When it ends.
             */
            expiresAt: string;
            /**
             * Format: int64
             * @description The hall's short number; absent for an account of a unit.
             */
            hall?: number;
            /**
             * Format: uuid
             * @description The slip.
             */
            id: string;
            /** @description The name of the hall or unit; absent for the whole tree. */
            place?: string;
            /** @description The account's role. */
            role: components["schemas"]["Role"];
            /** @description What the slip's QR says: the page that redeems it, the code in the fragment, which no browser sends. */
            url: string;
            /** @description The account's name. */
            user: string;
        };
        /** @description Body of `POST /venues/{v}/substitutes`: somebody runs the hall for a day (代班). */
        AppointSubstitute: {
            /**
             * Format: date-time
             * @description When the rights end: at most 24 hours from now.
             */
            endsAt: string;
            /** @description A name for the substitute's account, 3 to 64 characters. */
            user: string;
        };
        /** @description Body of `POST /pairings/approve`. */
        ApprovePairing: {
            /** @description The digits on the screen; spaces and hyphens are forgiven. */
            userCode: string;
            /**
             * Format: uuid
             * @description The hall where it stands.
             */
            venueId: string;
        };
        /** @description A point of the curve of arrivals. */
        ArrivalPoint: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: int32
             * @description How many had come by then.
             */
            persons: number;
        };
        /** @description Answer of `GET /sessions/{s}/attendance/arrivals`: how a round filled. */
        Arrivals: {
            /** @description How many persons had arrived by the end of each step, from the round's opening on; empty before any round. */
            counts: number[];
            /**
             * Format: int32
             * @description How many persons are expected there.
             */
            expected: number;
            /**
             * Format: date-time
             * @description When it opened.
             */
            from?: string;
            /**
             * Format: uuid
             * @description The round; absent before any.
             */
            roundId?: string;
            /**
             * Format: int32
             * @description How long a step is.
             */
            stepSeconds: number;
            /**
             * Format: uuid
             * @description The unit asked for.
             */
            unitId: string;
        };
        /** @description Body of `POST /auth/activation`: whose slip is this? */
        AskActivation: {
            /** @description The code; case, hyphens and spaces are forgiven. */
            code: string;
        };
        /** @description Body of `POST /help-requests`. */
        AskForHelp: {
            /** @description What the asking device sees. */
            diagnostics?: components["schemas"]["HelpDiagnostics"];
            /** @description What is wrong. */
            kind: components["schemas"]["HelpKind"];
            /**
             * Format: uuid
             * @description The session under way, if one is.
             */
            sessionId?: string;
            /** @description In the operator's words; at most 200 characters. */
            text?: string;
            /**
             * Format: uuid
             * @description The hall; the caller's own.
             */
            venueId: string;
        };
        /** @description Body of `POST /sessions/{s}/leaves`: a person cannot come (请假). */
        AskLeave: {
            /** @description Why, 2 to 300 characters. */
            reason: string;
            /**
             * Format: uuid
             * @description Who.
             */
            traineeId: string;
        };
        /** @description Body of `POST /sessions/{s}/questions`. */
        AskQuestion: {
            /** @description Do not show the hall's name when the question is approved. */
            anonymous?: boolean;
            /**
             * Format: uuid
             * @description The hall that asks, by its screen or operator.
             */
            branchId?: string;
            /** @description 1 to 200 characters. */
            text: string;
            /** @description An unspent ticket, which asking does not spend; for a person without a person token. */
            ticket?: string;
        };
        /**
         * @description Answer of `GET /sessions/{s}/attendance/breakdown`: the figures of a unit by category and by seat, live. Cut from one state: the categories sum to Counts AttendanceBreakdown.Counts, and over the whole session
         *     present and late together are those who sit somewhere and those who are there by a correction alone.
         */
        AttendanceBreakdown: {
            /**
             * Format: date-time
             * @description When it was cut; the same answer is given for half a second.
             */
            at: string;
            /** @description The same by category of trainee. */
            categories: components["schemas"]["CategoryCounts"][];
            /** @description By home: the unit's counts. */
            counts: components["schemas"]["Counts"];
            /**
             * Format: int64
             * @description Up to which entry of the ledger it goes; a greater one is newer.
             */
            ledgerSeq: number;
            /**
             * Format: uuid
             * @description The round counted; absent before any.
             */
            roundId?: string;
            /**
             * Format: int32
             * @description How many people sit in the unit's halls.
             */
            seated: number;
            /** @description By the hall where people sit, at and below the unit, in the tree's order; at most 1,000. */
            seats: components["schemas"]["HallSeats"][];
            /** @description The unit. */
            unit: components["schemas"]["UnitRef"];
            /**
             * Format: int32
             * @description How many of them count elsewhere.
             */
            visitors: number;
        };
        /** @description Answer of `GET /sessions/{s}/attendance` and data of the `a/` stream: cut from one state, so that the children sum to Counts AttendanceFrame.Counts. */
        AttendanceFrame: {
            /**
             * Format: date-time
             * @description When it was cut.
             */
            at: string;
            /** @description One level down, in the tree's order. */
            children: components["schemas"]["ChildCounts"][];
            /** @description The unit's counts. */
            counts: components["schemas"]["Counts"];
            /**
             * Format: int64
             * @description Which life of the counter; a greater one wins.
             */
            epoch: number;
            /**
             * Format: int32
             * @description How many halls the unit has in the session.
             * @default 0
             */
            halls: number;
            /**
             * Format: int32
             * @description How many halls of the unit are within reach.
             * @default 0
             */
            hallsOnline: number;
            /**
             * Format: int32
             * @description How many of them are within reach and have picture and sound.
             * @default 0
             */
            hallsPlaying: number;
            /**
             * Format: int32
             * @description How many have a picture that nobody hears.
             * @default 0
             */
            hallsSilent: number;
            /**
             * Format: int32
             * @description How many show the slate of a cut programme.
             * @default 0
             */
            hallsSlate: number;
            /** @description How often people of the unit were refused in this round, by code, most frequent first; counted since the board's epoch began. */
            refusals?: {
                [key: string]: number;
            };
            /**
             * Format: uuid
             * @description The round counted; absent before any.
             */
            roundId?: string;
            /**
             * Format: int64
             * @description Within the epoch, a greater one is newer.
             */
            seq: number;
            /** @description The unit asked for. */
            unit: components["schemas"]["UnitRef"];
        };
        /** @description Answer of `GET /sessions/{s}/overview`: what hangs on the wall of a command centre. Nobody's name or number is in it. All counts are cut from one state: units and rest sum to the whole. */
        AttendanceOverview: {
            /**
             * Format: date-time
             * @description When it was cut.
             */
            at: string;
            /** @description The round that is counted: the newest sign-in; absent before any. */
            counted?: components["schemas"]["RoundInfo"];
            /** @description Halls, worst first: out of reach, without sound, low attendance; at most twelve. */
            halls: components["schemas"]["HallOverview"][];
            /** @description The round that is open now, of whatever kind; absent if none is. */
            open?: components["schemas"]["RoundInfo"];
            /** @description How many questions there are. */
            questions: components["schemas"]["QuestionCounts"];
            /** @description People and halls below the unit that are in none of the units listed; absent if there are none. */
            rest?: components["schemas"]["UnitOverview"];
            /** @description The counties below it; one level down where there are none. */
            units: components["schemas"]["UnitOverview"][];
            /** @description The unit asked for. */
            whole: components["schemas"]["UnitOverview"];
        };
        /** @description Answer of `GET /audit/check`: whether the audit's chain stands. */
        AuditChainState: {
            /**
             * Format: int64
             * @description The first link that does not fit.
             */
            brokenAt?: number;
            /** @description Every line is as it was written, and none is missing. */
            intact: boolean;
            /**
             * Format: int64
             * @description How many links the chain has.
             */
            links: number;
            /**
             * Format: int64
             * @description Lines that are not linked yet: those of the last seconds.
             */
            unlinked: number;
        };
        /** @description An item of `GET /audit`: who did what to which thing, when, and how it ended. Newest first. */
        AuditItem: {
            /** @description What was done, such as `signIn.failed`; a closed set that grows. */
            action: string;
            /**
             * Format: uuid
             * @description The account or device.
             */
            actorId?: string;
            /** @description The account's name now, masked. */
            actorName?: string;
            /** @description The role in which it was done: an account's, or `screen`, `server` (by itself) or `nobody` (without a credential). */
            actorRole: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Small facts by name. */
            detail?: {
                [key: string]: string;
            };
            /** @description False: it was tried and refused. */
            done: boolean;
            /**
             * Format: uuid
             * @description The line.
             */
            id: string;
            /**
             * Format: uuid
             * @description The thing.
             */
            objectId?: string;
            /** @description account, session, venue, unit, trainee or installation. */
            objectKind: string;
            /** @description Why, in the words of the one who did it; where one is asked. */
            reason?: string;
            /** @description The path of the unit that the thing belonged to; empty for the whole tree. */
            unitPath: string;
        };
        /** @description One entry of a batch. */
        BatchEntry: {
            /**
             * Format: int64
             * @description Server's clock minus the device's, as known from a contact within the same run; absent if there was none, or if the clock was set or the device slept since.
             */
            clockOffsetMs?: number;
            /**
             * Format: uuid
             * @description Unique in the device: sent again, it gets the same result.
             */
            entryId: string;
            /**
             * Format: int64
             * @description Milliseconds since that run began.
             */
            monotonicMs?: number;
            /**
             * Format: uuid
             * @description The run of the page that took it.
             */
            pageLoad?: string;
            /** @description The code that was scanned, as proof; without it the entry is the operator's word. */
            proof?: string;
            /** @description Why the operator vouches for the person; of no meaning with a proof. */
            reason?: components["schemas"]["VouchReason"];
            /**
             * Format: uuid
             * @description Which round; absent: the one that was open at DateTimeOffset BatchEntry.ScannedAt.
             */
            roundId?: string;
            /**
             * Format: date-time
             * @description When, by the device's clock.
             */
            scannedAt: string;
            /**
             * Format: int64
             * @description The device's running number.
             */
            seq: number;
            /** @description The registered device's signature, base64url of 64 bytes: ECDSA over P-256 with SHA-256. */
            signature?: string;
            /**
             * Format: uuid
             * @description Who.
             */
            traineeId: string;
        };
        /** @description What became of one entry. */
        BatchResult: {
            /** @description Why it was refused. */
            code?: string;
            /**
             * Format: uuid
             * @description The entry.
             */
            entryId: string;
            /** @description What became of it. */
            status: components["schemas"]["BatchStatus"];
        };
        /** @description Answer of a batch, in the order of its entries. */
        BatchResults: {
            /** @description One result an entry. */
            results: components["schemas"]["BatchResult"][];
        };
        /**
         * @description What became of a batch's entry.
         * @enum {unknown}
         */
        BatchStatus: "recorded" | "already" | "refused" | "kept";
        /** @description Answer of `GET …/code`: what a paired screen shows now. */
        BranchCodeAnswer: {
            /**
             * Format: int32
             * @description Where the round that is open asks a sample: how many of the hall's own people it asks; absent where it asks everybody, or none is open.
             */
            asked?: number;
            /** @description For the QR. */
            code: string;
            /** @description Six digits to type. */
            digits: string;
            /**
             * Format: int64
             * @description The hall's short number.
             */
            hall: number;
            /**
             * Format: date-time
             * @description The end of this step; show the next one from then on.
             */
            validUntil: string;
        };
        /** @description Answer of `GET …/key`: lets a hall's screen derive its codes without a link. */
        BranchKeyAnswer: {
            /** @description The address at which phones reach the server, without a slash at its end: what the QR carries, also while the link is down. */
            address: string;
            /** @description The branch's key, base64; a secret of that screen. */
            key: string;
            /**
             * Format: date-time
             * @description The server's clock, to correct the screen's.
             */
            serverTime: string;
            /**
             * Format: int32
             * @description Milliseconds of one step of the code.
             */
            stepMs: number;
        };
        /** @description A hall by id and name. */
        BranchName: {
            /**
             * Format: uuid
             * @description The venue's id.
             */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /** @description State of `b/{session}/{branch}`: what belongs to one hall alone. */
        BranchState: {
            /**
             * Format: uuid
             * @description The hall.
             */
            branchId: string;
            /**
             * @description The phases of a session: Scheduled → Open → Live ⇄ Paused → Ended.
             * @enum {unknown}
             */
            phase: "scheduled" | "open" | "live" | "paused" | "ended";
            /** @description The hall's own questions by state, without their texts, in the order of their asking, the last twenty. */
            questions: {
                /** @description A member of staff as colleagues may see him. */
                by?: {
                    /** @description The masked name, such as 李*. */
                    name: string;
                    /** @description administrator, lecturer or assistant. */
                    role: string;
                };
                /**
                 * Format: uuid
                 * @description The question.
                 */
                questionId: string;
                /**
                 * @description The life of a question: pending → approved → answering → answered, or dismissed.
                 * @enum {unknown}
                 */
                state: "pending" | "approved" | "answering" | "answered" | "dismissed";
            }[];
            /**
             * Format: uuid
             * @description The session.
             */
            sessionId: string;
        };
        /** @description Message `bye`: the server ends the connection. */
        Bye: {
            /** @description slow_consumer, draining, revoked, protocol or overloaded. */
            code: string;
            /**
             * Format: int32
             * @description Come back after this, or later.
             */
            retryAfterMs: number;
        };
        /**
         * @description What kind of caller a credential stands for.
         * @enum {unknown}
         */
        CallerKind: "account" | "screen" | "person";
        /** @description A category with its counts. */
        CategoryCounts: {
            /** @description The category. */
            category: string;
            /** @description Its counts. */
            counts: components["schemas"]["Counts"];
        };
        /** @description Body of `POST /auth/password`: a new password for the own account; every other sign-in of it ends. */
        ChangePassword: {
            /** @description The new one, at least 10 characters. */
            newPassword: string;
            /** @description The present one. */
            password: string;
        };
        /** @description Body of `POST /sessions/{s}/branches/{b}/reminders`: chase (催办) one hall. */
        ChaseHall: {
            /**
             * Format: uuid
             * @description The round; absent: the newest sign-in, which the board counts.
             */
            roundId?: string;
        };
        /** @description Body of `POST /sessions/{s}/reminders`: chase every hall of a unit in which somebody is missing. */
        ChaseUnit: {
            /**
             * Format: uuid
             * @description The round; absent: the newest sign-in, which the board counts.
             */
            roundId?: string;
            /**
             * Format: uuid
             * @description The unit; absent: all that the caller may see of the session.
             */
            unitId?: string;
        };
        /** @description Answer of `POST /check-ins`: 201, or 200 with bool? CheckedIn.Already. */
        CheckedIn: {
            /** @description True if an earlier check-in stands. */
            already?: boolean;
            /**
             * Format: date-time
             * @description When the person was checked in (the first time).
             */
            at: string;
            /**
             * Format: uuid
             * @description The ledger's entry.
             */
            checkInId: string;
            /**
             * Format: int32
             * @description The how-manieth of the hall in this round, from 1.
             */
            ordinal: number;
            /** @description Bearer, until 24 hours after the end: lets the person ask and vote. */
            personToken: string;
        };
        /** @description Body of `POST /check-ins`. Needs string? CheckIn.RosterNo or string? CheckIn.Name. */
        CheckIn: {
            /** @description True: the phone's owner, whose person token comes along, checks a companion in; the entry says so. */
            companion?: boolean;
            /** @description The last four digits of the trainee's phone number. */
            lastDigits?: string;
            /** @description The trainee's name, if the number is not at hand. */
            name?: string;
            /** @description Why the companion does not use a phone of his own. */
            reason?: components["schemas"]["VouchReason"];
            /** @description The trainee's number on the roster. */
            rosterNo?: string;
            /** @description The ticket of the scan. */
            ticket: string;
        };
        /** @description Body of `POST /sessions/{s}/check-ins/batch`: entries that a hall gathered, perhaps without a link. */
        CheckInBatch: {
            /**
             * Format: uuid
             * @description The hall.
             */
            branchId: string;
            /** @description Up to 100 answers of the server that the device got in the runs of the page that took the entries, or later ones of the same runs: by them the entries' times are found. */
            contacts?: components["schemas"]["DeviceContact"][];
            /** @description The device that gathered them; the scope of the entries' ids. */
            device: string;
            /** @description 1 to 200 entries. */
            entries: components["schemas"]["BatchEntry"][];
        };
        /** @enum {unknown} */
        CheckInWay: "ticket" | "offlineProof" | "operator" | "companion";
        /**
         * @description How one thing of a hall is doing.
         * @enum {unknown}
         */
        CheckResult: "unknown" | "good" | "bad";
        /** @description A unit or hall with its counts. Children always sum to the parent. */
        ChildCounts: {
            /** @description Its counts. */
            counts: components["schemas"]["Counts"];
            /** @description The unit; for a hall directly at the unit, the hall. */
            unit: components["schemas"]["UnitRef"];
        };
        /** @description Answer of a session command: on disk at this offset. */
        CommandDone: {
            /**
             * Format: int64
             * @description The offset of the command's last event.
             */
            offset: number;
        };
        /** @description Body of `POST /auth/confirm`: the password once more, which dangerous acts want within the last five minutes (`fresh_sign_in_required`). */
        ConfirmPassword: {
            /** @description The account's password. */
            password: string;
        };
        /** @enum {unknown} */
        CorrectionAct: "reverse" | "present" | "late" | "absent" | "excuse" | "unexcuse" | "snapshot" | "makeUp" | "unmakeUp";
        /** @description A correction in the ledger. */
        CorrectionItem: {
            /** @description What it says. */
            act: components["schemas"]["CorrectionAct"];
            /**
             * Format: date-time
             * @description When it was decided.
             */
            at: string;
            /**
             * Format: uuid
             * @description The account that decided, if one did.
             */
            byId?: string;
            /** @description Who decided, as a role: administrator, operator, hall, server. */
            byRole: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            entryId: string;
            /**
             * Format: uuid
             * @description The round; absent where it concerns the whole session.
             */
            roundId?: string;
            /**
             * Format: int64
             * @description Its place in the session's ledger, which it shares with the check-ins.
             */
            seq: number;
            /** @description Why and with what evidence, or the snapshot as JSON; absent once it was erased. */
            text?: string;
            /**
             * Format: uuid
             * @description Whom it concerns; absent for a snapshot.
             */
            traineeId?: string;
        };
        /** @description Answer of `POST /sessions/{s}/corrections`. */
        CorrectionMade: {
            /**
             * Format: date-time
             * @description When it was decided.
             */
            at: string;
            /**
             * Format: uuid
             * @description The new entry.
             */
            entryId: string;
        };
        /** @description Body of `POST /sessions/{s}/branches/{b}/head-count`. */
        CountHeads: {
            /**
             * Format: int32
             * @description How many people sit in the hall: 0 to 10,000.
             */
            count: number;
        };
        /** @description Disjoint counts of persons in one round: `expected = present + late + waiting + absent + unknown + excused`. */
        Counts: {
            /**
             * Format: int32
             * @description Not checked in when the round closed, in a hall within reach.
             */
            absent: number;
            /**
             * Format: int32
             * @description Excused beforehand.
             */
            excused: number;
            /**
             * Format: int32
             * @description On the roster when the doors opened.
             */
            expected: number;
            /**
             * Format: int32
             * @description Checked in late.
             */
            late: number;
            /**
             * Format: int32
             * @description Checked in in time.
             */
            present: number;
            /**
             * Format: int32
             * @description Not checked in, in a hall out of reach; never "absent".
             */
            unknown: number;
            /**
             * Format: int32
             * @description Not checked in; the round is open and the hall within reach.
             */
            waiting: number;
        };
        /** @description Body of `POST /accounts`. */
        CreateAccount: {
            /** @description At least 10 characters. */
            password: string;
            /** @description Its role. */
            role: components["schemas"]["Role"];
            /**
             * Format: uuid
             * @description For administrator, lecturer, assistant.
             */
            unitId?: string;
            /** @description 3 to 64 characters. */
            user: string;
            /**
             * Format: uuid
             * @description For operator.
             */
            venueId?: string;
        };
        /** @description Body of `POST /org-units`: one unit below another. */
        CreateOrgUnit: {
            /** @description Letters a-z, digits, dot, hyphen, underscore; unique in the installation. */
            code: string;
            /** @description province, city, county, township or village; lower than the unit above. */
            level: string;
            /** @description At most 80 characters. */
            name: string;
            /**
             * Format: uuid
             * @description The unit above; absent only for the root of an empty tree.
             */
            parentId?: string;
        };
        /** @description Body of `POST /sessions`. */
        CreateSession: {
            /**
             * Format: uuid
             * @description The course it belongs to, if any.
             */
            courseId?: string;
            /** @description Whom a hall in trouble calls; shown on its screen before the start. At most 40 characters. */
            hotline?: string;
            /** @description 1 to 1,000 units of the caller's scope; the venues below them are the session's branches. */
            invited: string[];
            /** @description Refuse a device that already checked another person in during the round; off by default. */
            oneDevicePerRound?: boolean;
            /** @description Make it a rehearsal (彩排): everything works, every page says so, and no figure counts it. */
            rehearsal?: boolean;
            /** @description By which rules attendance is judged; what is absent is 15 minutes, 15 minutes, 60 percent. They never change afterwards. */
            rules?: components["schemas"]["RuleSet"];
            /**
             * Format: date-time
             * @description When the lecture is to start (RFC 3339).
             */
            startsAt: string;
            /** @description 1 to 120 characters. */
            title: string;
        };
        /** @description Body of `POST /venues`: one hall. */
        CreateVenue: {
            /** @description Letters a-z, digits, dot, hyphen, underscore; unique in the installation. */
            code: string;
            /** @description Whom to call about the hall. */
            contact?: string;
            /** @description The number to call. */
            contactPhone?: string;
            /** @description At most 80 characters. */
            name: string;
            /**
             * Format: int32
             * @description How many seats.
             */
            seats: number;
            /**
             * Format: uuid
             * @description The unit it stands at.
             */
            unitId: string;
        };
        /** @description Data of the events that cut the programme and restore it. */
        CutData: {
            /** @description A member of staff as colleagues may see him. */
            by?: {
                /** @description The masked name, such as 李*. */
                name: string;
                /** @description administrator, lecturer or assistant. */
                role: string;
            };
        };
        /** @description Body of `POST /sessions/{s}/leaves/{l}/decide`. */
        DecideLeave: {
            /** @description True: excuse the person, by an entry of the ledger. False: the person is to come. */
            grant: boolean;
            /** @description Why, 2 to 300 characters. */
            reason: string;
        };
        /** @description Answer of `GET /sessions/{s}/desk`: whether each hall can begin, the worst first. */
        DeskBoard: {
            /**
             * Format: date-time
             * @description When it was judged.
             */
            at: string;
            /** @description The graver fault first: link, picture, sound, clock, operator, roster; then those that are ready. */
            items: components["schemas"]["DeskHall"][];
            /** @description The cursor of the next page; absent on the last. */
            next?: string;
            /** @description How many halls of the unit are ready, and how many have which fault. */
            totals: components["schemas"]["DeskTotals"];
        };
        /** @description A hall on the duty desk. */
        DeskHall: {
            /**
             * Format: date-time
             * @description When somebody last called.
             */
            calledAt?: string;
            /** @description Who, masked. */
            calledBy?: string;
            /** @description How it is doing. */
            checks: components["schemas"]["HallChecks"];
            /**
             * Format: int32
             * @description The server's clock minus the screen's own, if told.
             */
            clockOffsetMs?: number;
            /** @description Whom to call. */
            contact?: string;
            /** @description The number to call. */
            contactPhone?: string;
            /**
             * Format: date-time
             * @description When the operator's page was last heard of, if it ever was.
             */
            operatorSeen?: string;
            /** @description The names of the units it stands at, from the top down, joined by `/`. */
            path: string;
            /** @description Whether nothing is wrong, as far as is known. */
            ready: boolean;
            /** @description The last reminder about this hall in this session, if somebody chased it. */
            reminder?: components["schemas"]["LastReminder"];
            /** @description The hall, its reach and its picture. */
            unit: components["schemas"]["UnitRef"];
        };
        /** @description Halls counted by what is wrong; a hall with two faults counts in both. */
        DeskTotals: {
            /**
             * Format: int32
             * @description Whose clock is wrong.
             */
            clock: number;
            /**
             * Format: int32
             * @description All halls of the unit.
             */
            halls: number;
            /**
             * Format: int32
             * @description Whose screen is out of reach.
             */
            link: number;
            /**
             * Format: int32
             * @description Where no operator's page was heard of within thirty seconds.
             */
            operator: number;
            /**
             * Format: int32
             * @description Whose picture stands still or does not come.
             */
            picture: number;
            /**
             * Format: int32
             * @description Those without any fault, as far as is known.
             */
            ready: number;
            /**
             * Format: int32
             * @description Whose operator's page holds an old roster.
             */
            roster: number;
            /**
             * Format: int32
             * @description With a picture that nobody hears.
             */
            sound: number;
        };
        /** @description One answer of the server, by which a device's clocks can be compared with the server's. */
        DeviceContact: {
            /**
             * Format: date-time
             * @description The device's wall clock at the same moment.
             */
            deviceAt: string;
            /**
             * Format: int64
             * @description That run's monotonic time in the middle of the round trip.
             */
            monotonicMs: number;
            /**
             * Format: uuid
             * @description The run of the page (or program) that got it.
             */
            pageLoad: string;
            /**
             * Format: int32
             * @description How long the round trip took.
             */
            roundTripMs: number;
            /**
             * Format: date-time
             * @description The server's time in the answer.
             */
            serverAt: string;
        };
        /** @description A device that signs. */
        DeviceInfo: {
            /**
             * Format: uuid
             * @description Its id.
             */
            deviceId: string;
            /**
             * Format: int64
             * @description How many of its running numbers never arrived, below one that did.
             */
            entriesMissing: number;
            /** @description Which; the first twenty stretches. */
            gaps: components["schemas"]["NumbersMissing"][];
            /** @description What it is called; empty if nothing. */
            name: string;
            /**
             * Format: date-time
             * @description Since when.
             */
            registeredAt: string;
            /**
             * Format: date-time
             * @description From when on it is not believed any more.
             */
            revokedAt?: string;
            /**
             * Format: uuid
             * @description Its hall.
             */
            venueId: string;
        };
        /** @description Answer of `POST /devices`: 201, or 200 if the key was registered before. */
        DeviceRegistered: {
            /**
             * Format: uuid
             * @description The device: the first 16 bytes of the SHA-256 of its public key, as a UUID of version 8.
             */
            deviceId: string;
            /**
             * Format: uuid
             * @description Its hall.
             */
            venueId: string;
        };
        /** @description Answer of revoking a device. What it signed before stays valid. */
        DeviceRevoked: {
            /**
             * Format: uuid
             * @description The device.
             */
            deviceId: string;
            /**
             * Format: date-time
             * @description From when on it is not believed any more.
             */
            revokedAt: string;
        };
        /** @description Body of `POST /venues/{v}/edit`; what is left out stays as it is. */
        EditVenue: {
            /** @description Whom to call about the hall; empty: nobody. */
            contact?: string;
            /** @description The number to call; empty: none. */
            contactPhone?: string;
            /** @description At most 80 characters. */
            name?: string;
            /**
             * Format: int32
             * @description How many seats.
             */
            seats?: number;
            /**
             * Format: uuid
             * @description The unit it stands at.
             */
            unitId?: string;
        };
        /** @description The body of a command that says everything by its address: `{}`, or nothing. */
        EmptyCommand: Record<string, never>;
        /** @description Data of an event that needs none. */
        EmptyData: Record<string, never>;
        /** @description Answer of judging a kept entry. */
        EntryJudged: {
            /**
             * Format: uuid
             * @description The ledger's line, if it made one.
             */
            checkInId?: string;
            /**
             * Format: uuid
             * @description The entry.
             */
            id: string;
            /** @description What became of it. */
            state: components["schemas"]["EntryState"];
        };
        /**
         * @description What became of an offline entry.
         * @enum {unknown}
         */
        EntryState: "recorded" | "already" | "refused" | "kept" | "accepted" | "dismissed";
        /**
         * @description How well the time of an offline entry is known.
         * @enum {unknown}
         */
        EntryTime: "unproven" | "withinRound" | "measured";
        /** @description Answer of `GET /exports/about`: what files hold, said before one is made. */
        ExportAbout: {
            /**
             * Format: int32
             * @description How long a masked file is kept.
             */
            maskedHours: number;
            /** @description The workbook's sheets of one session, each with its columns; a CSV is one of them. */
            sheets: components["schemas"]["ExportSheet"][];
            /** @description The zone of their times. */
            timeZone: string;
            /**
             * Format: int32
             * @description How long an unmasked one is.
             */
            unmaskedMinutes: number;
        };
        /** @description An export of the caller's own. */
        ExportInfo: {
            /**
             * Format: int64
             * @description How large the file is, once done.
             */
            bytes?: number;
            /**
             * Format: int64
             * @description About how many there will be; absent while nobody knows.
             */
            expectedRows?: number;
            /**
             * Format: date-time
             * @description Until when it can be taken, once done.
             */
            expiresAt?: string;
            /**
             * Format: uuid
             * @description The export.
             */
            exportId: string;
            /** @description Why it failed: a code of the refusals, or `lost` where the nodes that made it went away each time. */
            fault?: string;
            /** @description Which file. */
            format: components["schemas"]["FileFormat"];
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            madeAt: string;
            /** @description Whether names and numbers are masked. */
            masked: boolean;
            /**
             * Format: int64
             * @description How many lines are written.
             */
            rows: number;
            /**
             * Format: uuid
             * @description The session, if it is of one.
             */
            sessionId?: string;
            /** @description Where it stands. */
            state: components["schemas"]["ExportState"];
            /** @description The zone of the times in it. */
            timeZone: string;
            /** @description What it is of, in words: the session's title, or the period. */
            title: string;
        };
        /** @description A sheet of a workbook. */
        ExportSheet: {
            /** @description Its columns. */
            columns: string[];
            /** @description Its name. */
            name: string;
        };
        /** @description Answer of `POST /exports`. */
        ExportStarted: {
            /**
             * Format: uuid
             * @description The export; `GET /exports/{id}` tells how far it is.
             */
            exportId: string;
        };
        /**
         * @description Where an export stands.
         * @enum {unknown}
         */
        ExportState: "waiting" | "running" | "done" | "failed" | "expired";
        /** @enum {unknown} */
        ExportTable: "persons" | "checkIns" | "corrections";
        /** @description Body of `POST /sessions/{s}/ledger/unmasked`. */
        ExportUnmasked: {
            /** @description Which file. */
            format: components["schemas"]["FileFormat"];
            /** @description Why; 5 to 200 characters. It stands in the audit and in the file. */
            reason: string;
        };
        /** @description Body of `POST /sessions/{s}/rounds/{r}/extend`. */
        ExtendRound: {
            /**
             * Format: date-time
             * @description When the round is to close by itself; later than the present time of closing.
             */
            closesAt: string;
        };
        /**
         * @description A kind of file.
         * @enum {unknown}
         */
        FileFormat: "csv" | "xlsx";
        /** @description Body of `POST /auth/first`: the one-time link's form. */
        FirstAdministrator: {
            /** @description The new administrator's password. */
            password: string;
            /** @description The secret of the link's fragment. */
            secret: string;
            /** @description The new administrator's name. */
            user: string;
        };
        /** @description Message `frame`: covers the offsets (After, UpTo] and holds that view's events among them, possibly none. */
        Frame: {
            /**
             * Format: int64
             * @description Exclusive beginning; apply the frame only if this is your own offset.
             */
            after: number;
            /** @description Echo it to come back here. */
            cursor: string;
            /** @description In the order of their offsets. */
            events: components["schemas"]["ViewEvent"][];
            /** @description The stream. */
            stream: string;
            /**
             * Format: int64
             * @description Inclusive end; your offset after applying it.
             */
            upTo: number;
        };
        /** @description Answer of `GET /sessions/{s}/frames`: what the hub would have sent since the cursor. Apply the snapshot, if there is one, then the frames, then the totals. */
        FramesAnswer: {
            /** @description Ask again with it, at once. */
            cursor: string;
            /** @description In their order; empty if nothing came within 25 s. */
            frames: components["schemas"]["Frame"][];
            /**
             * Format: date-time
             * @description The server's clock.
             */
            serverTime: string;
            /** @description Present if the cursor could not be gone on from, or there was none. */
            snapshot?: components["schemas"]["Snapshot"];
            /** @description The stream's latest totals, if it has any. */
            totals?: components["schemas"]["Totals"];
        };
        /** @description Body of `POST /accounts/{id}/role`: another role and place for somebody else's account. */
        GiveRole: {
            /** @description The role. */
            role: components["schemas"]["Role"];
            /**
             * Format: uuid
             * @description For every role but operator and platformAdministrator; absent for a security administrator or auditor of the whole tree.
             */
            unitId?: string;
            /**
             * Format: uuid
             * @description For operator.
             */
            venueId?: string;
        };
        /** @description Data of totals `attendance` on a hall's stream. */
        HallAttendance: {
            /** @description Disjoint counts of persons in one round: `expected = present + late + waiting + absent + unknown + excused`. */
            counts: {
                /**
                 * Format: int32
                 * @description Not checked in when the round closed, in a hall within reach.
                 */
                absent: number;
                /**
                 * Format: int32
                 * @description Excused beforehand.
                 */
                excused: number;
                /**
                 * Format: int32
                 * @description On the roster when the doors opened.
                 */
                expected: number;
                /**
                 * Format: int32
                 * @description Checked in late.
                 */
                late: number;
                /**
                 * Format: int32
                 * @description Checked in in time.
                 */
                present: number;
                /**
                 * Format: int32
                 * @description Not checked in, in a hall out of reach; never "absent".
                 */
                unknown: number;
                /**
                 * Format: int32
                 * @description Not checked in; the round is open and the hall within reach.
                 */
                waiting: number;
            };
            /** @description Whether the hall's screen is within reach. */
            online?: boolean;
            /** @enum {unknown} */
            picture?: "playing" | "silent" | "frozen" | "waiting" | "slate";
            /**
             * Format: uuid
             * @description The round counted.
             */
            roundId?: string;
        };
        /** @description Answer of `POST /sessions/{s}/branches/{b}/calls`: the hall was called. */
        HallCalled: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
        };
        /** @description Answer of chasing one hall: the reminder is on disk and goes out by every channel. */
        HallChased: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: int32
             * @description To whom: 0 the hall's operator, 1 the administrators of its unit, 2 those of the unit above, …
             */
            level: number;
            /**
             * Format: int32
             * @description The how manieth reminder to that level, from 1.
             */
            occasion: number;
            /**
             * Format: uuid
             * @description The reminder.
             */
            reminderId: string;
            /** @description What it says. */
            text: components["schemas"]["ReminderText"];
            /** @description The hall or unit that is told. */
            to: string;
        };
        /** @description The six checks of a hall. */
        HallChecks: {
            /** @description The screen's own clock is within five seconds. */
            clock: components["schemas"]["CheckResult"];
            /** @description Its screen is within reach. */
            link: components["schemas"]["CheckResult"];
            /** @description Its operator's page was heard of within thirty seconds. */
            operator: components["schemas"]["CheckResult"];
            /** @description The picture moves. */
            picture: components["schemas"]["CheckResult"];
            /** @description That page holds the roster as it stands. */
            roster: components["schemas"]["CheckResult"];
            /** @description The sound is on. */
            sound: components["schemas"]["CheckResult"];
        };
        /** @description A hall with what one must know to call it. */
        HallLine: {
            /**
             * Format: date-time
             * @description When somebody last called.
             */
            calledAt?: string;
            /** @description Who, masked. */
            calledBy?: string;
            /** @description Whom to call. */
            contact?: string;
            /** @description The number to call. */
            contactPhone?: string;
            /** @description Its counts. */
            counts: components["schemas"]["Counts"];
            /**
             * Format: int64
             * @description How many running numbers of the hall's devices never arrived, below one that did; absent if none.
             */
            entriesMissing?: number;
            /** @description The names of the units it stands at, from the top down, joined by `/`. */
            path: string;
            /** @description The last reminder about the hall in this session, if somebody chased it. */
            reminder?: components["schemas"]["LastReminder"];
            /** @description The hall, its reach and its picture. */
            unit: components["schemas"]["UnitRef"];
        };
        /** @description Answer of `GET /sessions/{s}/attendance/halls`: halls with trouble first. */
        HallLines: {
            /** @description Worst first: out of reach, without sound, low attendance. */
            items: components["schemas"]["HallLine"][];
            /** @description The cursor of the next page; absent on the last. */
            next?: string;
            /**
             * Format: uuid
             * @description The round counted; absent before any.
             */
            roundId?: string;
        };
        /** @description A hall, without whom to call. */
        HallOverview: {
            /** @description Its persons. */
            counts: components["schemas"]["Counts"];
            /** @description The names of the units it stands at, from the top down, joined by `/`. */
            path: string;
            /** @description The hall, its reach and its picture. */
            unit: components["schemas"]["UnitRef"];
        };
        /** @description A hall's three counts. */
        HallReconciled: {
            /**
             * Format: int32
             * @description Of its roster, checked in in the round, wherever they sit.
             */
            checkedIn: number;
            /**
             * Format: int32
             * @description Heads less seated; absent if nobody counted, or if the round draws people. Above zero: people without a check-in; below: check-ins without people.
             */
            difference?: number;
            /**
             * Format: int32
             * @description On its roster.
             */
            expected: number;
            /**
             * Format: int32
             * @description How many the operator counted; absent if nobody counted.
             */
            heads?: number;
            /**
             * Format: uuid
             * @description The hall.
             */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: int32
             * @description Checked in in the round in this hall, visitors included.
             */
            seated: number;
        };
        /** @description Answer of `GET /sessions/{s}/branches/{b}/roster`: who is expected in a hall, and who of them checked in. */
        HallRoster: {
            /**
             * Format: date-time
             * @description When it was read.
             */
            at: string;
            /** @description What the operator counted in this round, if anything. */
            headCount?: components["schemas"]["HeadCount"];
            /** @description In the order of their roster numbers. */
            people: components["schemas"]["RosterPerson"][];
            /** @description The last reminder about this hall in this round, if somebody chased it. */
            reminder?: components["schemas"]["LastReminder"];
            /** @description The open round, else the newest; absent before any. */
            round?: components["schemas"]["RoundInfo"];
            /** @description Another when somebody came onto the roster or left it; an operator's page tells it in its heartbeats. */
            version?: string;
        };
        /** @description Answer of `GET /venues/{v}/screens`: the hall by name, to be confirmed before a screen is given to it, and its screens. */
        HallScreens: {
            /**
             * Format: int64
             * @description Its short number.
             */
            hall: number;
            /** @description Its screens, the one renewed last first; at most 100. */
            items: components["schemas"]["PairedScreen"][];
            /** @description Its name. */
            name: string;
            /** @description The unit that it stands at, by name. */
            unit: string;
            /**
             * Format: uuid
             * @description The hall.
             */
            venueId: string;
        };
        /** @description Who sits in a hall. */
        HallSeats: {
            /**
             * Format: uuid
             * @description The hall.
             */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: int32
             * @description How many people.
             */
            people: number;
            /**
             * Format: int32
             * @description How many of them count elsewhere.
             */
            visitors: number;
        };
        /** @description Answer of `POST /halls/import`; with any error, or in a dry run, nothing was changed and there are no slips. */
        HallsImportAnswer: {
            /**
             * Format: int32
             * @description How many lines were written: all, or 0 if there is any error. In a dry run: how many are good.
             */
            accepted: number;
            /** @description Every bad line, in the file's order, at most 1,000. */
            errors: components["schemas"]["ImportError"][];
            /** @description A slip for every operator that was made, in the file's order. */
            slips: components["schemas"]["ActivationSlip"][];
        };
        /** @description How many people an operator counted. */
        HeadCount: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: int32
             * @description How many.
             */
            count: number;
            /**
             * Format: uuid
             * @description In which round; absent before any.
             */
            roundId?: string;
        };
        /** @description Answer of the health calls. */
        HealthAnswer: {
            /** @description `live` or `ready`. */
            status: string;
        };
        /** @description Answer of `Heartbeat`. */
        HeartbeatAnswer: {
            /**
             * Format: date-time
             * @description The server's clock.
             */
            serverTime: string;
        };
        /** @description What a client tells of itself; a hall is within reach for 30 s after one. */
        HeartbeatRequest: {
            /**
             * Format: double
             * @description The server's clock minus the client's own, in milliseconds, as far as it knows; absent while it does not.
             */
            clockOffsetMs?: number;
            /** @description Where it stands, by stream. */
            cursors?: {
                [key: string]: string;
            };
            /** @description How its player is doing; absent without one. */
            player?: components["schemas"]["PlayerReport"];
            /** @description Of an operator's page: the `version` of the roster that it holds; empty while it holds none. */
            roster?: string;
        };
        /** @description Answer of `POST /help-requests`. */
        HelpAsked: {
            /**
             * Format: uuid
             * @description The new request.
             */
            helpRequestId: string;
        };
        /** @description What the asking device sees, so that nobody must be asked for it over the phone. */
        HelpDiagnostics: {
            /** @description What it calls itself; at most 200 characters. */
            browser?: string;
            /**
             * Format: double
             * @description How far its clock is from the server's.
             */
            clockOffsetMs?: number;
            /** @description How its connection is: connecting, online, polling, offline or refused. */
            link: string;
            /** @description How its player is doing, if it has one. */
            player?: components["schemas"]["PlayerReport"];
            /**
             * Format: int32
             * @description How many entries wait to be sent.
             */
            waiting?: number;
        };
        /**
         * @description What a hall needs help with.
         * @enum {unknown}
         */
        HelpKind: "sound" | "picture" | "network" | "checkIn" | "other";
        /** @description Answer of taking and solving a request. */
        HelpMoved: {
            /**
             * Format: uuid
             * @description The request.
             */
            helpRequestId: string;
            /** @description Where it stands from here on. */
            state: components["schemas"]["HelpState"];
        };
        /** @description A request for help. */
        HelpRequest: {
            /**
             * Format: date-time
             * @description When it was asked.
             */
            askedAt: string;
            /**
             * Format: date-time
             * @description When its state last changed.
             */
            changedAt: string;
            /** @description Whom to call about the hall. */
            contact?: string;
            /** @description The number to call. */
            contactPhone?: string;
            /** @description What the asking device saw. */
            diagnostics?: components["schemas"]["HelpDiagnostics"];
            /**
             * Format: int64
             * @description Its short number.
             */
            hall: number;
            /**
             * Format: uuid
             * @description The request.
             */
            helpRequestId: string;
            /** @description What is wrong. */
            kind: components["schemas"]["HelpKind"];
            /** @description Who takes care of it, masked. */
            owner?: string;
            /**
             * Format: uuid
             * @description The session under way then.
             */
            sessionId?: string;
            /** @description Where it stands. */
            state: components["schemas"]["HelpState"];
            /** @description In the operator's words. */
            text?: string;
            /** @description Its name. */
            venue: string;
            /**
             * Format: uuid
             * @description The hall.
             */
            venueId: string;
        };
        /**
         * @description Where a request for help stands.
         * @enum {unknown}
         */
        HelpState: "open" | "taken" | "solved";
        /** @description A refusal over the hub. */
        HubError: {
            /** @description One of the contract's codes. */
            code: string;
            /** @description What to do. */
            detail: string;
        };
        /** @description Answer of an import; with any error, or in a dry run, nothing was changed. */
        ImportAnswer: {
            /**
             * Format: int32
             * @description How many lines were written: all, or 0 if there is any error. In a dry run: how many are good.
             */
            accepted: number;
            /** @description Every bad line, in the file's order, at most 1,000. */
            errors: components["schemas"]["ImportError"][];
        };
        /** @description One fault of an import file. */
        ImportError: {
            /** @description One of `required`, `duplicate`, `unknown`, `invalid`, `too_long`, `forbidden`, `missing_column`, `unknown_column`. */
            code: string;
            /** @description The column's name; empty when the whole line is at fault. */
            column: string;
            /** @description What is wrong and what to do; without personal data. */
            detail: string;
            /**
             * Format: int32
             * @description The line, from 1, the heading being 1.
             */
            line: number;
        };
        /** @description Answer of a call that issues slips. */
        IssuedSlips: {
            /** @description The slips, in the order asked for. */
            slips: components["schemas"]["ActivationSlip"][];
        };
        /** @description Body of `POST /accounts/slips`: new slips for accounts below the caller; their older slips are worth nothing from then on. */
        IssueSlips: {
            /** @description 1 to 1,000 accounts. */
            accountIds: string[];
        };
        /** @description Answer of `Join`. A refusal is an answer, never an exception. */
        JoinAnswer: {
            /** @description A refusal over the hub. */
            error?: {
                /** @description One of the contract's codes. */
                code: string;
                /** @description What to do. */
                detail: string;
            };
            /**
             * Format: int32
             * @description How often to call `Heartbeat`.
             */
            heartbeatMs: number;
            /** @description Whether all streams were joined; if not, none was. */
            ok: boolean;
            /** @description Full-jitter back-off: wait a random time between 0 and min(cap, base × 2ⁿ). */
            retry: {
                /**
                 * Format: int32
                 * @description The base.
                 */
                baseMs: number;
                /**
                 * Format: int32
                 * @description The cap.
                 */
                capMs: number;
            };
            /**
             * Format: date-time
             * @description The server's clock.
             */
            serverTime: string;
            /** @description Each joined stream. */
            streams: {
                /**
                 * Format: int64
                 * @description The log's offset when it was joined.
                 */
                head: number;
                /** @description True exactly when no snapshot follows. */
                recovered: boolean;
                /** @description Its name. */
                stream: string;
            }[];
        };
        /** @description A stream that was joined. */
        JoinedStream: {
            /**
             * Format: int64
             * @description The log's offset when it was joined.
             */
            head: number;
            /** @description True exactly when no snapshot follows. */
            recovered: boolean;
            /** @description Its name. */
            stream: string;
        };
        /** @description What a client asks of `Join`. */
        JoinRequest: {
            /** @description 1 to 8 streams. */
            streams: {
                /** @description Where the client stands; absent: a snapshot first. */
                cursor?: string;
                /** @description Its name, see StreamName. */
                stream: string;
            }[];
        };
        /** @description One stream to join. */
        JoinStream: {
            /** @description Where the client stands; absent: a snapshot first. */
            cursor?: string;
            /** @description Its name, see StreamName. */
            stream: string;
        };
        JsonElement: unknown;
        /** @description Body of `POST /sessions/{s}/signals/{g}/judge`. It changes no figure; who wants to do that corrects. */
        JudgeSignal: {
            /** @description What was found. */
            finding: components["schemas"]["SignalFinding"];
            /**
             * Format: uuid
             * @description The hall that the signal names.
             */
            hallId: string;
            /**
             * Format: int32
             * @description How many people took part in it when it was looked at.
             */
            people: number;
            /** @description Why; 5 to 200 characters, without anybody's name. It stands in the audit. */
            reason: string;
        };
        /** @description Body of `POST /walk-ins`: somebody whom no roster has leaves name and digits, and is kept until an administrator decides. */
        KeepWalkIn: {
            /** @description The last four digits of the phone number. */
            lastDigits: string;
            /** @description The name, 1 to 40 characters. */
            name: string;
            /** @description The ticket of the scan; it serves one walk-in. */
            ticket: string;
        };
        /** @description The last reminder about a hall, as the board and the hall's own page show it. */
        LastReminder: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who chased, masked; absent for the server itself, and for halls. */
            by?: string;
            /** @description The unit that chased; absent for the whole tree's administrators and for the server itself. */
            from?: string;
            /**
             * Format: int32
             * @description To whom: 0 the hall's operator, 1 the administrators of its unit, …
             */
            level: number;
            /**
             * Format: int32
             * @description How many had not checked in then, unknown ones included.
             */
            open: number;
            /**
             * Format: uuid
             * @description In which round.
             */
            roundId: string;
            /** @description The hall or unit that was told. */
            to: string;
        };
        /** @description Answer of `POST /sessions/{s}/leaves/{l}/decide`. */
        LeaveAnswered: {
            /**
             * Format: uuid
             * @description The request.
             */
            leaveId: string;
            /** @description Where it stands now. */
            state: components["schemas"]["LeaveState"];
        };
        /** @description Answer of `POST /sessions/{s}/leaves`. */
        LeaveAsked: {
            /**
             * Format: uuid
             * @description The request.
             */
            leaveId: string;
        };
        /** @description A request for leave. */
        LeaveInfo: {
            /** @description What the decider said. */
            answer?: string;
            /**
             * Format: date-time
             * @description When it was asked.
             */
            askedAt: string;
            /**
             * Format: date-time
             * @description When it was decided.
             */
            decidedAt?: string;
            /** @description Who decided, masked. */
            decidedBy?: string;
            /**
             * Format: uuid
             * @description The request.
             */
            leaveId: string;
            /** @description The name, masked. */
            name: string;
            /** @description Why. */
            reason: string;
            /** @description Where it stands. */
            state: components["schemas"]["LeaveState"];
            /**
             * Format: uuid
             * @description Who.
             */
            traineeId: string;
        };
        /** @description What a client asks of `Leave`. */
        LeaveRequest: {
            /** @description The stream to leave. */
            stream: string;
        };
        /**
         * @description Where a request for leave stands.
         * @enum {unknown}
         */
        LeaveState: "waiting" | "granted" | "refused";
        /** @description Answer of `GET /sessions/{s}/ledger/about`: what the ledger's files hold, to be read before one asks for them. */
        LedgerAbout: {
            /** @description Their columns, in order. */
            columns: string[];
            /** @description Whether names and numbers have their middle hidden. */
            masked: boolean;
            /** @description The zone of their times, an IANA name. */
            timeZone: string;
        };
        /** @description Answer of `GET /sessions/{s}/ledger/verify`. */
        LedgerChecked: {
            /**
             * Format: int64
             * @description The place of the first entry that is not as it was written, or is missing; absent: all are as they were written.
             */
            brokenAt?: number;
            /**
             * Format: int64
             * @description How many entries were looked at.
             */
            entries: number;
            /** @description The chain's last link in hexadecimal digits; write it down somewhere else, and it vouches for everything before it. */
            headLink: string;
            /**
             * Format: int64
             * @description The last entry's place.
             */
            headSeq: number;
            /** @description What is wrong there. */
            reason?: string;
            /**
             * Format: int64
             * @description How many of them were written before ledgers were chained; nothing can be said about these.
             */
            unlinked: number;
        };
        /** @description One entry of the ledger (台账). */
        LedgerItem: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: uuid
             * @description Where.
             */
            branchId: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            checkInId: string;
            /**
             * Format: uuid
             * @description For a visitor: the hall of his roster line, or his unit if no hall takes him in; his attendance counts there, his seat in BranchId.
             */
            homeId?: string;
            /** @description Why another's word or phone was needed, if it was told. */
            reason?: components["schemas"]["VouchReason"];
            /**
             * Format: uuid
             * @description The round.
             */
            roundId: string;
            /**
             * Format: int64
             * @description Its place in the session's ledger, from 1; together with the corrections' there are no holes.
             */
            seq: number;
            /**
             * Format: uuid
             * @description Who.
             */
            traineeId: string;
            /**
             * Format: uuid
             * @description The trainee's unit on the day.
             */
            unitId: string;
            /** @description How it was proven. */
            way: components["schemas"]["CheckInWay"];
        };
        /** @description Body of `POST /auth/login`. */
        Login: {
            /** @description Its password. */
            password: string;
            /** @description The account's name. */
            user: string;
        };
        /** @description Body of `POST /sessions/{s}/corrections`. It becomes a new entry of the ledger; nothing that stands is changed. */
        MakeCorrection: {
            /** @description What is to be corrected. */
            act: components["schemas"]["CorrectionAct"];
            /**
             * Format: uuid
             * @description To make up: the later session of the same course in which the person was there. That he was is looked up in its ledger.
             */
            bySessionId?: string;
            /** @description What shows it, such as the number of a signed sheet; at most 300 characters. To make up it is needed, unless a session is named. */
            evidence?: string;
            /** @description Why, 2 to 300 characters; it stands in the ledger. */
            reason: string;
            /**
             * Format: uuid
             * @description The round; absent where the whole session is concerned: to excuse, to make up, and to take these back.
             */
            roundId?: string;
            /**
             * Format: uuid
             * @description Whom it concerns.
             */
            traineeId: string;
        };
        /** @description Body of `POST /exports`: a file of one session, of a course, or of the sessions that were to start in a period. It is made in the background; the page may be left meanwhile. */
        MakeExport: {
            /**
             * Format: uuid
             * @description The course, without a session.
             */
            courseId?: string;
            /** @description Which file. */
            format: components["schemas"]["FileFormat"];
            /**
             * Format: date-time
             * @description From when, without a session; may be absent only with a course.
             */
            from?: string;
            /** @description Why unmasked; 5 to 200 characters. It stands in the audit and in the file. */
            reason?: string;
            /**
             * Format: uuid
             * @description The session; absent: several.
             */
            sessionId?: string;
            /** @description For a CSV; absent: persons. */
            table?: components["schemas"]["ExportTable"];
            /**
             * Format: date-time
             * @description Until when, not included.
             */
            to?: string;
            /**
             * Format: uuid
             * @description At and below this unit; absent: all that the caller may read.
             */
            unitId?: string;
            /** @description True: with names and roster numbers. It wants a reason and a password given within the last five minutes, and marks the file. */
            unmasked?: boolean;
        };
        /** @description Body of `POST /sessions/{s}/walk-ins/{w}/match`. */
        MatchWalkIn: {
            /** @description How that is known, 2 to 300 characters; it stands in the ledger. */
            reason: string;
            /**
             * Format: uuid
             * @description Who it is.
             */
            traineeId: string;
        };
        /** @description Answer of `GET /auth/me`: who the caller is. */
        Me: {
            /** @description Roles that the first administrator holds beside his own until each is given to somebody else; absent for everybody else. */
            also?: components["schemas"]["Role"][];
            /**
             * Format: uuid
             * @description The account, device or person.
             */
            id: string;
            /** @description What is signed in. */
            kind: components["schemas"]["CallerKind"];
            /** @description The account's name; the venue's for a screen; absent for a person. */
            name?: string;
            /** @description The account's role. */
            role?: components["schemas"]["Role"];
            /**
             * Format: uuid
             * @description The session of a person.
             */
            sessionId?: string;
            /**
             * Format: uuid
             * @description The unit of an administrator, lecturer or assistant.
             */
            unitId?: string;
            /**
             * Format: uuid
             * @description The venue of an operator or screen.
             */
            venueId?: string;
        };
        /** @description Where the lecture's picture is to be had. */
        MediaInfo: {
            /**
             * Format: date-time
             * @description When the publisher's signal was noticed.
             */
            since: string;
            /** @description Address of the HLS playlist, relative to the server. */
            url: string;
        };
        /** @description Body of `POST /org-units/{id}/merge`. */
        MergeOrgUnit: {
            /**
             * Format: date-time
             * @description From when on; absent: now.
             */
            effectiveAt?: string;
            /**
             * Format: uuid
             * @description The unit that takes it in.
             */
            intoId: string;
        };
        /** @description Answer of `GET /sessions/{s}/attendance/missing`. */
        MissingPeople: {
            /** @description Hall by hall, in the tree's order. */
            items: components["schemas"]["MissingPerson"][];
            /** @description The cursor of the next page; absent on the last. */
            next?: string;
            /**
             * Format: uuid
             * @description The round asked about; absent before any, and then nobody is missing.
             */
            roundId?: string;
        };
        /** @description Somebody who has not checked in, masked. */
        MissingPerson: {
            /**
             * Format: uuid
             * @description The hall where the person is expected.
             */
            branchId: string;
            /** @description The name with its middle hidden. */
            name: string;
            /** @description The roster number with its middle hidden. */
            rosterNo: string;
            /** @description Why the person counts as missing. */
            status: components["schemas"]["MissingStatus"];
            /** @description That hall's name. */
            venue: string;
        };
        /**
         * @description Why somebody counts as missing.
         * @enum {unknown}
         */
        MissingStatus: "waiting" | "absent" | "unknown";
        /** @description Body of `POST /org-units/{id}/move`. */
        MoveOrgUnit: {
            /**
             * Format: date-time
             * @description From when on; absent: now.
             */
            effectiveAt?: string;
            /**
             * Format: uuid
             * @description The new unit above, of a higher level.
             */
            parentId: string;
        };
        /** @description A unit, hall or category with its counts. */
        NamedCounts: {
            /** @description Its counts. */
            counts: components["schemas"]["StateCounts"];
            /**
             * Format: uuid
             * @description The unit's or hall's id; absent for a category.
             */
            id?: string;
            /** @description What it is; absent for a category. */
            kind?: components["schemas"]["NodeKind"];
            /** @description Its name. */
            name: string;
        };
        /**
         * @description What a node of the attendance tree is.
         * @enum {unknown}
         */
        NodeKind: "unit" | "venue" | "homeless";
        /** @description The small document that phones read: what is wanted now. */
        NowDocument: {
            /**
             * Format: int32
             * @description When to ask again, from now.
             */
            askAgainMs: number;
            /** @description Its phase. */
            phase: components["schemas"]["SessionPhase"];
            /** @description Approved questions that can be voted for, most votes first, at most 50. */
            questions: components["schemas"]["NowQuestion"][];
            /** @description True for a rehearsal; else absent. */
            rehearsal?: boolean;
            /** @description The open round; absent if none is. */
            round?: components["schemas"]["RoundInfo"];
            /**
             * Format: uuid
             * @description The session.
             */
            sessionId: string;
            /** @description Its title. */
            title: string;
            /** @description What the phone should offer now. */
            want: components["schemas"]["NowWant"];
        };
        /** @description A question on a phone. */
        NowQuestion: {
            /** @description The hall it came from; absent if asked anonymously. */
            hall?: string;
            /**
             * Format: uuid
             * @description The question.
             */
            questionId: string;
            /** @description Approved or being answered. */
            state: components["schemas"]["QuestionState"];
            /** @description Its text. */
            text: string;
            /**
             * Format: int32
             * @description Votes so far.
             */
            votes: number;
        };
        /**
         * @description What is wanted from a phone's owner now.
         * @enum {unknown}
         */
        NowWant: "watch" | "checkIn" | "ended";
        /** @description Running numbers that never arrived. */
        NumbersMissing: {
            /**
             * Format: int64
             * @description The first.
             */
            from: number;
            /**
             * Format: int64
             * @description The last.
             */
            to: number;
        };
        /** @description An entry as a device told it, beside what the server made of it. */
        OfflineEntryInfo: {
            /**
             * Format: date-time
             * @description The likeliest time, by the server's clock.
             */
            at: string;
            /**
             * Format: uuid
             * @description The hall.
             */
            branchId: string;
            /**
             * Format: uuid
             * @description The ledger's line.
             */
            checkInId?: string;
            /**
             * Format: int64
             * @description The device's estimate of how far its clock was off.
             */
            clockOffsetMs?: number;
            /** @description Why it was refused. */
            code?: string;
            /** @description The device. */
            device: string;
            /**
             * Format: date-time
             * @description Certainly not before; absent if nothing bounds it.
             */
            earliest?: string;
            /**
             * Format: uuid
             * @description The entry, for judging it.
             */
            id: string;
            /** @description Whether its signature was checked. */
            isSigned: boolean;
            /** @description Who judged it, masked. */
            judgedBy?: string;
            /**
             * Format: date-time
             * @description Certainly not after.
             */
            latest: string;
            /**
             * Format: int64
             * @description That run's monotonic time.
             */
            monotonicMs?: number;
            /** @description Who, masked. */
            name: string;
            /**
             * Format: uuid
             * @description The run of the page that took it.
             */
            pageLoad?: string;
            /** @description Why it was vouched for. */
            reason?: components["schemas"]["VouchReason"];
            /**
             * Format: date-time
             * @description When it arrived.
             */
            receivedAt: string;
            /** @description The roster number, masked. */
            rosterNo: string;
            /**
             * Format: uuid
             * @description The round, as far as it is known.
             */
            roundId?: string;
            /**
             * Format: date-time
             * @description When, by the device's clock.
             */
            scannedAt: string;
            /**
             * Format: int64
             * @description Its running number.
             */
            seq: number;
            /** @description What became of it. */
            state: components["schemas"]["EntryState"];
            /** @description How well its time is known. */
            time: components["schemas"]["EntryTime"];
        };
        /** @description Body of `POST /sessions/{s}/rounds`. */
        OpenRound: {
            /**
             * Format: date-time
             * @description When it closes by itself; absent: when somebody closes it.
             */
            closesAt?: string;
            /** @description What the round is for. */
            kind: components["schemas"]["RoundKind"];
            /** @description Of what: of each county's halls, all people of those drawn (the default); or of each hall's people. Rounded up, so that no county, or no hall, is left out. */
            sampleOf?: components["schemas"]["SampleOf"];
            /**
             * Format: int32
             * @description 1 to 100: ask only so many in a hundred, drawn by lot; absent: everybody. Only who is asked is expected in the round.
             */
            samplePercent?: number;
        };
        /** @description A change of a unit: one that was, or one that is to be. */
        OrgUnitChange: {
            /**
             * Format: date-time
             * @description From when on it counts.
             */
            effectiveAt: string;
            /** @description Why it was refused on its day. */
            fault?: string;
            /** @description The name before; absent until it is done. */
            formerName?: string;
            /** @description The path before; absent until it is done. */
            formerPath?: string;
            /**
             * Format: uuid
             * @description The change.
             */
            id: string;
            /** @description What it does. */
            kind: components["schemas"]["OrgUnitChangeKind"];
            /** @description The new name. */
            name?: string;
            /** @description What became of it. */
            state: components["schemas"]["OrgUnitChangeState"];
            /**
             * Format: uuid
             * @description The new unit above, or the one that takes it in; absent for a new name.
             */
            targetId?: string;
            /**
             * Format: uuid
             * @description The unit.
             */
            unitId: string;
        };
        /**
         * @description What a change does to a unit.
         * @enum {unknown}
         */
        OrgUnitChangeKind: "renamed" | "moved" | "merged";
        /**
         * @description What became of a change.
         * @enum {unknown}
         */
        OrgUnitChangeState: "waiting" | "done" | "withdrawn" | "refused";
        /** @description A unit of the tree. */
        OrgUnitInfo: {
            /** @description Its code, unique in the installation. */
            code: string;
            /**
             * Format: uuid
             * @description The unit.
             */
            id: string;
            /** @description province, city, county, township or village. */
            level: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: uuid
             * @description The unit above; absent for the root.
             */
            parentId?: string;
            /** @description The codes from the root down, joined by `/`. */
            path: string;
        };
        /** @description One page of a list. */
        PageOfAccountInfo: {
            /** @description The items in the list's order. */
            items: components["schemas"]["AccountInfo"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfAuditItem: {
            /** @description The items in the list's order. */
            items: components["schemas"]["AuditItem"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfCorrectionItem: {
            /** @description The items in the list's order. */
            items: components["schemas"]["CorrectionItem"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfDeviceInfo: {
            /** @description The items in the list's order. */
            items: components["schemas"]["DeviceInfo"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfExportInfo: {
            /** @description The items in the list's order. */
            items: components["schemas"]["ExportInfo"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfHelpRequest: {
            /** @description The items in the list's order. */
            items: components["schemas"]["HelpRequest"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfLeaveInfo: {
            /** @description The items in the list's order. */
            items: components["schemas"]["LeaveInfo"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfLedgerItem: {
            /** @description The items in the list's order. */
            items: components["schemas"]["LedgerItem"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfOfflineEntryInfo: {
            /** @description The items in the list's order. */
            items: components["schemas"]["OfflineEntryInfo"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfOrgUnitChange: {
            /** @description The items in the list's order. */
            items: components["schemas"]["OrgUnitChange"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfOrgUnitInfo: {
            /** @description The items in the list's order. */
            items: components["schemas"]["OrgUnitInfo"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfReminderInfo: {
            /** @description The items in the list's order. */
            items: components["schemas"]["ReminderInfo"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfRoundPlanInfo: {
            /** @description The items in the list's order. */
            items: components["schemas"]["RoundPlanInfo"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfSessionInfo: {
            /** @description The items in the list's order. */
            items: components["schemas"]["SessionInfo"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfSignInInfo: {
            /** @description The items in the list's order. */
            items: components["schemas"]["SignInInfo"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfTraineeInfo: {
            /** @description The items in the list's order. */
            items: components["schemas"]["TraineeInfo"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfVenueInfo: {
            /** @description The items in the list's order. */
            items: components["schemas"]["VenueInfo"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfViewEvent: {
            /** @description The items in the list's order. */
            items: components["schemas"]["ViewEvent"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description One page of a list. */
        PageOfWalkInInfo: {
            /** @description The items in the list's order. */
            items: components["schemas"]["WalkInInfo"][];
            /** @description Pass it as `cursor` (or `after`) for the next page; absent on the last. */
            next?: string;
        };
        /** @description A screen that is paired with a hall. */
        PairedScreen: {
            /**
             * Format: date-time
             * @description When it was paired.
             */
            pairedAt: string;
            /**
             * Format: date-time
             * @description When it last renewed its credential, which a screen in use does every twelve hours: one that is weeks old is a screen that nobody turns on.
             */
            renewedAt: string;
            /**
             * Format: uuid
             * @description Its pairing; ends with it.
             */
            screenId: string;
        };
        /** @description Answer of `POST /pairings/approve`. */
        PairingApproved: {
            /**
             * Format: uuid
             * @description The pairing that may fetch its token now.
             */
            pairingId: string;
            /**
             * Format: uuid
             * @description The hall it belongs to from here on.
             */
            venueId: string;
        };
        /** @description Answer of `POST /pairings/{p}/token` once approved (202 with an empty object before). */
        PairingDone: {
            /** @description Bearer. */
            accessToken: string;
            /** @description For `/auth/refresh`. */
            refreshToken: string;
            /**
             * Format: uuid
             * @description The hall it now belongs to.
             */
            venueId: string;
        };
        /** @description Body of `POST /pairings/{p}/token`. */
        PairingPoll: {
            /** @description The secret of the pairing. */
            pollSecret: string;
        };
        /** @description Answer of `POST /pairings`: what a screen shows and polls with. */
        PairingStarted: {
            /**
             * Format: date-time
             * @description When the code ends; then ask for another.
             */
            expiresAt: string;
            /**
             * Format: uuid
             * @description The pairing.
             */
            pairingId: string;
            /** @description A secret of this screen. */
            pollSecret: string;
            /** @description Digits to read out, with a check digit. */
            userCode: string;
        };
        /** @description Answer of `GET /reports/attendance`: several sessions, each counted over the tree of its own day. Persons and person-times are never mixed. */
        PeriodReport: {
            /**
             * Format: date-time
             * @description When the report was made.
             */
            at: string;
            /**
             * Format: date-time
             * @description From when.
             */
            from: string;
            /**
             * Format: int32
             * @description Different persons who were expected (人数).
             */
            persons: number;
            /**
             * Format: int32
             * @description Different persons who were there at least once.
             */
            personsThere: number;
            /** @description Person-times (人次), one a person and session. */
            personTimes: components["schemas"]["StateCounts"];
            /** @description The sessions counted, each with its person-times and its rules' version. */
            sessions: components["schemas"]["PeriodSession"][];
            /**
             * Format: date-time
             * @description Until when, not included.
             */
            to: string;
            /** @description The zone in which people read times. */
            zone: string;
        };
        /** @description A session in a report over several. */
        PeriodSession: {
            /** @description Its counts. */
            counts: components["schemas"]["StateCounts"];
            /** @description By which rules it was judged. */
            rulesVersion: string;
            /**
             * Format: uuid
             * @description The session.
             */
            sessionId: string;
            /**
             * Format: date-time
             * @description When it was to start.
             */
            startsAt: string;
            /** @description Its title. */
            title: string;
        };
        /** @description An entry of the ledger about a person: a check-in or a correction. */
        PersonEntry: {
            /** @description Of a correction: what it says. */
            act?: components["schemas"]["CorrectionAct"];
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Of a correction: who decided, masked; absent if the account is gone. */
            by?: string;
            /** @description Of a correction: who decided, as a role. */
            byRole?: string;
            /** @description Of a check-in: where the person sat. */
            hall?: string;
            /**
             * Format: uuid
             * @description The round, if it concerns one.
             */
            roundId?: string;
            /**
             * Format: int64
             * @description Its place in the session's ledger.
             */
            seq: number;
            /** @description Of a correction: why, with the evidence in brackets; absent once it was erased. */
            text?: string;
            /** @description Of a check-in: how it was proven. */
            way?: components["schemas"]["CheckInWay"];
        };
        /** @description Answer of `GET /sessions/{s}/people/{t}`: what the ledger says of a person in a session, and what counts. */
        PersonHistory: {
            /** @description The ledger's entries about the person in its order; nothing in it is ever changed. */
            entries: components["schemas"]["PersonEntry"][];
            /** @description Whether the person is excused from the session. */
            excused: boolean;
            /** @description The hall where the person counts; the unit's name where no hall takes him in. */
            home: string;
            /** @description The requests for leave, newest first. */
            leaves: components["schemas"]["LeaveInfo"][];
            /** @description The name, masked. */
            name: string;
            /** @description The roster number, masked. */
            rosterNo: string;
            /** @description Every round in the order of opening, with what counts in it. */
            rounds: components["schemas"]["PersonRound"][];
            /**
             * Format: uuid
             * @description Who.
             */
            traineeId: string;
        };
        /** @description A round, for one person. */
        PersonRound: {
            /** @description What it is for. */
            kind: components["schemas"]["RoundKind"];
            /**
             * Format: date-time
             * @description When it opened.
             */
            openedAt: string;
            /**
             * Format: uuid
             * @description The round.
             */
            roundId: string;
            /** @description What counts. */
            standing: components["schemas"]["PersonStanding"];
        };
        /**
         * @description What counts for a person in a round.
         * @enum {unknown}
         */
        PersonStanding: "missing" | "present" | "late" | "absent" | "excused";
        /** @description Data of the events that change the phase. */
        PhaseData: {
            /**
             * @description The phases of a session: Scheduled → Open → Live ⇄ Paused → Ended.
             * @enum {unknown}
             */
            phase: "scheduled" | "open" | "live" | "paused" | "ended";
        };
        /** @enum {unknown} */
        PictureState: "playing" | "silent" | "frozen" | "waiting" | "slate";
        /** @description Body of `POST /sessions/{s}/round-plans`: a round that opens by itself at a moment nobody knows. */
        PlanRound: {
            /**
             * Format: date-time
             * @description The beginning of the window in which it opens.
             */
            from: string;
            /** @description What it is for. */
            kind: components["schemas"]["RoundKind"];
            /**
             * Format: int32
             * @description How long it stays open, 1 to 120.
             */
            minutes: number;
            /** @description Of what; see OpenRound. */
            sampleOf?: components["schemas"]["SampleOf"];
            /**
             * Format: int32
             * @description 1 to 100: ask only so many in a hundred; absent: everybody.
             */
            samplePercent?: number;
            /**
             * Format: date-time
             * @description Its end.
             */
            to: string;
        };
        /** @description How a screen's player is doing. */
        PlayerReport: {
            /**
             * Format: double
             * @description How far behind the source.
             */
            behindMs?: number;
            /**
             * Format: int64
             * @description Frames decoded so far.
             */
            framesDecoded?: number;
            /** @description Whether it is muted. */
            muted?: boolean;
            /** @description What it plays. */
            source?: string;
            /** @description playing (frames advance), stalled, waiting (there is nothing to play), blocked (the browser plays nothing), or slate (the programme is cut). */
            state: string;
            /**
             * Format: double
             * @description 0 to 1.
             */
            volume?: number;
        };
        /** @description An error answer, `application/problem+json` after RFC 9457 with a stable string Problem.Code. */
        Problem: {
            /** @description One of ErrorCodes. */
            code: string;
            /** @description What happened here and what to do about it. */
            detail: string;
            /** @description The field at fault, in the body's own spelling; absent when none is. */
            field?: string;
            /**
             * Format: int32
             * @description How long to wait before trying again; absent when trying again does not help.
             */
            retryAfterMs?: number;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description The short name of the problem, the same for every occurrence. */
            title: string;
            /** @description A URI reference that identifies the kind of problem; `/problems/{code}`. */
            type: string;
        };
        /** @description A question as screens and phones may see it; never a pending one. */
        PublicQuestion: {
            /** @description The name of the hall it came from; absent if anonymous. */
            hall?: string;
            /**
             * Format: uuid
             * @description The question.
             */
            questionId: string;
            /**
             * @description The life of a question: pending → approved → answering → answered, or dismissed.
             * @enum {unknown}
             */
            state: "pending" | "approved" | "answering" | "answered" | "dismissed";
            /** @description Its text. */
            text: string;
        };
        /** @description Where and with what the lecturer's encoder publishes. */
        PublishInfo: {
            /** @description The stream key; a secret. */
            key: string;
            /** @description The playlist's address for HTTP PUT. */
            url: string;
            /** @description The user name, always `live`. */
            user: string;
        };
        /** @description Answer of `POST /sessions/{s}/questions`. */
        QuestionAskedAnswer: {
            /**
             * Format: int64
             * @description The offset of its asking.
             */
            offset: number;
            /**
             * Format: uuid
             * @description The new question.
             */
            questionId: string;
        };
        /** @description How many questions a session has, by where they stand. */
        QuestionCounts: {
            /**
             * Format: int32
             * @description Answered.
             */
            answered: number;
            /**
             * Format: int32
             * @description Asked within the last ten minutes, whatever became of them.
             */
            lately: number;
            /**
             * Format: int32
             * @description Wait for the staff.
             */
            pending: number;
            /**
             * Format: int32
             * @description On the screens.
             */
            shown: number;
        };
        /** @description Points to a question whose text is known already, or must not be shown. */
        QuestionRef: {
            /** @description A member of staff as colleagues may see him. */
            by?: {
                /** @description The masked name, such as 李*. */
                name: string;
                /** @description administrator, lecturer or assistant. */
                role: string;
            };
            /**
             * Format: uuid
             * @description The question.
             */
            questionId: string;
            /**
             * @description The life of a question: pending → approved → answering → answered, or dismissed.
             * @enum {unknown}
             */
            state: "pending" | "approved" | "answering" | "answered" | "dismissed";
        };
        /**
         * @description The life of a question: pending → approved → answering → answered, or dismissed.
         * @enum {unknown}
         */
        QuestionState: "pending" | "approved" | "answering" | "answered" | "dismissed";
        /** @description Answer of `GET /sessions/{s}/reconciliation`: three counts of each hall side by side. */
        Reconciliation: {
            /**
             * Format: int32
             * @description How many of the unit's halls differ.
             */
            differing: number;
            /** @description The halls, those that differ first. */
            halls: components["schemas"]["HallReconciled"][];
            /**
             * Format: uuid
             * @description The round; absent before any.
             */
            roundId?: string;
        };
        /** @description Body of `POST /auth/refresh`; a browser sends `{}` and its cookie. */
        Refresh: {
            /** @description The refresh token. */
            refreshToken?: string;
        };
        /** @description Body of `POST /devices`: a hall's screen or its operator's device names the key by which it signs what it gathers. */
        RegisterDevice: {
            /** @description What to call it in lists; up to 64 characters. */
            name?: string;
            /** @description Base64url of the uncompressed point on P-256: 65 bytes, 4 ‖ x ‖ y. */
            publicKey: string;
            /**
             * Format: uuid
             * @description The caller's own hall.
             */
            venueId: string;
        };
        /** @description Body of `POST /sessions/{s}/walk-ins/{w}/reject`. */
        RejectWalkIn: {
            /** @description Why, 2 to 300 characters. */
            reason: string;
        };
        /** @description A reminder on its way by one channel. */
        ReminderDelivery: {
            /**
             * Format: date-time
             * @description Since when.
             */
            changedAt: string;
            /** @description The channel's name: log, webhook, or that of a plug-in. */
            channel: string;
            /**
             * Format: uuid
             * @description What receivers tell repetitions by.
             */
            deliveryId: string;
            /**
             * Format: date-time
             * @description When it is tried next; absent once it is sent or given up.
             */
            dueAt?: string;
            /** @description Where it stands. */
            state: components["schemas"]["ReminderState"];
            /** @description Every try, in order. */
            tries: components["schemas"]["ReminderTry"][];
        };
        /** @description A reminder with all that became of it; an item of `GET /sessions/{s}/reminders`. */
        ReminderInfo: {
            /**
             * Format: int32
             * @description Checked in then.
             */
            arrived: number;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who chased, masked; absent: the server itself, because the level below had been told in vain. */
            by?: string;
            /** @description How it went out, channel by channel. */
            deliveries: components["schemas"]["ReminderDelivery"][];
            /**
             * Format: int32
             * @description On the roster then.
             */
            expected: number;
            /** @description The unit that chased. */
            from?: string;
            /** @description The hall. */
            hall: components["schemas"]["UnitRef"];
            /**
             * Format: int32
             * @description To whom: 0 the hall's operator, 1 the administrators of its unit, …
             */
            level: number;
            /**
             * Format: int32
             * @description Not checked in then.
             */
            missing: number;
            /**
             * Format: int32
             * @description The how manieth to that level, from 1.
             */
            occasion: number;
            /** @description The names of the units it stands at, from the top down, joined by `/`. */
            place: string;
            /**
             * Format: uuid
             * @description The reminder.
             */
            reminderId: string;
            /**
             * Format: uuid
             * @description The round.
             */
            roundId: string;
            /** @description What the round is for. */
            roundKind: components["schemas"]["RoundKind"];
            /** @description What it says. */
            text: components["schemas"]["ReminderText"];
            /** @description The hall or unit that is told. */
            to: string;
            /**
             * Format: int32
             * @description Unknown then, for the hall was out of reach.
             */
            unknown: number;
        };
        /**
         * @description Where a delivery stands.
         * @enum {unknown}
         */
        ReminderState: "waiting" | "sent" | "failed" | "givenUp";
        /** @description What a reminder says, in one sentence with numbers and no person. */
        ReminderText: {
            /** @description In English. */
            en: string;
            /** @description In Chinese. */
            zh: string;
        };
        /** @description One try. */
        ReminderTry: {
            /**
             * Format: date-time
             * @description When it began.
             */
            at: string;
            /** @description Why it failed, as a word such as `timeout` or `status_503`; absent where it was taken. */
            reason?: string;
            /**
             * Format: int32
             * @description How long it took.
             */
            tookMs: number;
        };
        /** @description Body of `POST /org-units/{id}/rename`. */
        RenameOrgUnit: {
            /**
             * Format: date-time
             * @description From when on; absent: now.
             */
            effectiveAt?: string;
            /** @description At most 80 characters. */
            name: string;
        };
        /** @description Full-jitter back-off: wait a random time between 0 and min(cap, base × 2ⁿ). */
        RetryAdvice: {
            /**
             * Format: int32
             * @description The base.
             */
            baseMs: number;
            /**
             * Format: int32
             * @description The cap.
             */
            capMs: number;
        };
        /** @enum {unknown} */
        Role: "administrator" | "lecturer" | "assistant" | "operator" | "platformAdministrator" | "securityAdministrator" | "auditor";
        /** @description A person on a hall's roster, masked. */
        RosterPerson: {
            /** @description Where the round asks a sample: whether it asks this person; absent where it asks everybody. */
            asked?: boolean;
            /**
             * Format: date-time
             * @description When the person checked in; absent if not yet.
             */
            at?: string;
            /** @description Whether that was late. */
            late?: boolean;
            /** @description The name with its middle hidden. */
            name: string;
            /** @description The roster number with its middle hidden. */
            rosterNo: string;
            /**
             * Format: uuid
             * @description The person; what a batch entry names.
             */
            traineeId: string;
            /** @description How it was proven. */
            way?: components["schemas"]["CheckInWay"];
        };
        /** @description How much of a session a round asks. */
        RoundCoverage: {
            /**
             * Format: int32
             * @description In how many halls anybody is asked.
             */
            halls: number;
            /**
             * Format: int32
             * @description How many people are asked, where people are drawn; absent: all people of these halls.
             */
            people?: number;
            /**
             * Format: int32
             * @description Of how many in a hundred it was drawn.
             */
            percent: number;
        };
        /** @description A check-in round as everybody may see it. */
        RoundInfo: {
            /**
             * Format: date-time
             * @description When it closed; absent while it is open.
             */
            closedAt?: string;
            /**
             * Format: date-time
             * @description When it will close by itself, if it will.
             */
            closesAt?: string;
            /** @description What it is for. */
            kind: components["schemas"]["RoundKind"];
            /**
             * Format: date-time
             * @description When it opened.
             */
            openedAt: string;
            /**
             * Format: uuid
             * @description The round.
             */
            roundId: string;
            /** @description How much of the session it asks; absent: everybody. */
            sample?: components["schemas"]["RoundCoverage"];
        };
        /**
         * @description What a check-in round is for.
         * @enum {unknown}
         */
        RoundKind: "signIn" | "spotCheck" | "signOut";
        /** @description Answer of `POST /sessions/{s}/rounds`. */
        RoundOpenedAnswer: {
            /**
             * Format: int64
             * @description The offset of its opening.
             */
            offset: number;
            /**
             * Format: uuid
             * @description The new round.
             */
            roundId: string;
        };
        /** @description A planned round. The moment drawn is not told. */
        RoundPlanInfo: {
            /**
             * Format: date-time
             * @description The beginning of the window.
             */
            from: string;
            /** @description What its round is for. */
            kind: components["schemas"]["RoundKind"];
            /**
             * Format: int32
             * @description How long its round stays open.
             */
            minutes: number;
            /**
             * Format: uuid
             * @description The plan.
             */
            planId: string;
            /** @description Of what; absent where everybody is asked. */
            sampleOf?: components["schemas"]["SampleOf"];
            /**
             * Format: int32
             * @description Of how many in a hundred; 100: of all.
             */
            samplePercent: number;
            /** @description What became of it. */
            state: components["schemas"]["RoundPlanState"];
            /**
             * Format: date-time
             * @description Its end.
             */
            to: string;
        };
        /** @description Answer of `POST /sessions/{s}/round-plans`. */
        RoundPlanned: {
            /**
             * Format: uuid
             * @description The plan.
             */
            planId: string;
        };
        /**
         * @description What became of a plan.
         * @enum {unknown}
         */
        RoundPlanState: "waiting" | "opened" | "missed" | "dropped";
        /** @description What a round found of a unit's people. */
        RoundResult: {
            /**
             * Format: date-time
             * @description When it closed; absent while it is open.
             */
            closedAt?: string;
            /**
             * Format: int32
             * @description How many of them it asked.
             */
            expected: number;
            /** @description What it was for. */
            kind: components["schemas"]["RoundKind"];
            /**
             * Format: date-time
             * @description When it opened.
             */
            openedAt: string;
            /**
             * Format: uuid
             * @description The round.
             */
            roundId: string;
            /** @description How much of the unit it asked: in how many of its halls anybody, and how many people where people are drawn; absent: everybody. */
            sample?: components["schemas"]["RoundCoverage"];
            /**
             * Format: int32
             * @description How many of these count as there, corrections included.
             */
            there: number;
        };
        /** @description Rules of attendance. Their version, which stands on every report, is `1-late-leave-partial`. */
        RuleSet: {
            /**
             * Format: int32
             * @description Who signs in later than this after start and opening is late; 0 to 240.
             */
            lateAfterMinutes?: number;
            /**
             * Format: int32
             * @description Who signs out earlier than this before the end left early; 0 to 240.
             */
            leaveBeforeMinutes?: number;
            /**
             * Format: int32
             * @description Who was there for less than this share of what was measured or asked was there in part; 0 to 100.
             */
            partialBelowPercent?: number;
        };
        /** @enum {unknown} */
        SampleOf: "halls" | "people";
        /** @description Body of `POST /scans`: either a scanned string? Scan.Code or a typed long? Scan.Hall with its string? Scan.Digits. */
        Scan: {
            /** @description The code of the QR, Crockford base 32; case, I/L/O and hyphens are forgiven. */
            code?: string;
            /** @description The six digits that the screen shows. */
            digits?: string;
            /**
             * Format: int64
             * @description The hall's short number.
             */
            hall?: number;
        };
        /** @description Answer of `POST /venues/{v}/screens/{id}/revoke`: the screen is the hall's no longer, and asks to be paired anew within seconds. */
        ScreenRevoked: {
            /**
             * Format: uuid
             * @description The pairing that ended.
             */
            screenId: string;
        };
        /** @description State of `s/{session}/screen`: what every hall may show. */
        ScreenState: {
            /**
             * Format: date-time
             * @description Since when the programme is cut: show a slate and no picture; absent while it is not.
             */
            cutSince?: string;
            /** @description Whom a hall in trouble calls. */
            hotline?: string;
            /** @description Where the lecture's picture is to be had. */
            media?: {
                /**
                 * Format: date-time
                 * @description When the publisher's signal was noticed.
                 */
                since: string;
                /** @description Address of the HLS playlist, relative to the server. */
                url: string;
            };
            /**
             * @description The phases of a session: Scheduled → Open → Live ⇄ Paused → Ended.
             * @enum {unknown}
             */
            phase: "scheduled" | "open" | "live" | "paused" | "ended";
            /**
             * Format: date-time
             * @description Since when the phase is what it is.
             */
            phaseSince: string;
            /** @description Approved, answering and the last ten answered, in the order of their approval. */
            questions: {
                /** @description The name of the hall it came from; absent if anonymous. */
                hall?: string;
                /**
                 * Format: uuid
                 * @description The question.
                 */
                questionId: string;
                /**
                 * @description The life of a question: pending → approved → answering → answered, or dismissed.
                 * @enum {unknown}
                 */
                state: "pending" | "approved" | "answering" | "answered" | "dismissed";
                /** @description Its text. */
                text: string;
            }[];
            /** @description True for a rehearsal; else absent. */
            rehearsal?: boolean;
            /** @description A check-in round as everybody may see it. */
            round?: {
                /**
                 * Format: date-time
                 * @description When it closed; absent while it is open.
                 */
                closedAt?: string;
                /**
                 * Format: date-time
                 * @description When it will close by itself, if it will.
                 */
                closesAt?: string;
                /**
                 * @description What a check-in round is for.
                 * @enum {unknown}
                 */
                kind: "signIn" | "spotCheck" | "signOut";
                /**
                 * Format: date-time
                 * @description When it opened.
                 */
                openedAt: string;
                /**
                 * Format: uuid
                 * @description The round.
                 */
                roundId: string;
                /** @description How much of a session a round asks. */
                sample?: {
                    /**
                     * Format: int32
                     * @description In how many halls anybody is asked.
                     */
                    halls: number;
                    /**
                     * Format: int32
                     * @description How many people are asked, where people are drawn; absent: all people of these halls.
                     */
                    people?: number;
                    /**
                     * Format: int32
                     * @description Of how many in a hundred it was drawn.
                     */
                    percent: number;
                };
            };
            /**
             * Format: uuid
             * @description The session.
             */
            sessionId: string;
            /**
             * Format: date-time
             * @description When the lecture is to start.
             */
            startsAt: string;
            /** @description Its title. */
            title: string;
        };
        /** @description Who sat in a hall. */
        SeatCounts: {
            /**
             * Format: uuid
             * @description The hall.
             */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: int32
             * @description How many persons were there, its own and visitors.
             */
            people: number;
            /**
             * Format: int32
             * @description How many of them count elsewhere.
             */
            visitors: number;
        };
        /** @description Answer of `POST /sessions`. */
        SessionCreated: {
            /**
             * Format: uuid
             * @description The new session.
             */
            sessionId: string;
        };
        /** @description Data of string EventTypes.SessionScheduled. */
        SessionData: {
            /**
             * Format: date-time
             * @description When the lecture is to start.
             */
            startsAt: string;
            /** @description The title. */
            title: string;
        };
        /** @description A session in a list or by itself. */
        SessionInfo: {
            /**
             * Format: int32
             * @description How many branch classrooms take part.
             */
            branches: number;
            /**
             * Format: uuid
             * @description Its course, if any.
             */
            courseId?: string;
            /**
             * Format: date-time
             * @description When it ended.
             */
            endedAt?: string;
            /** @description The invited units. */
            invited: string[];
            /**
             * Format: date-time
             * @description When the doors opened.
             */
            openedAt?: string;
            /**
             * Format: uuid
             * @description The unit that holds it.
             */
            ownerUnitId: string;
            /** @description Its phase. */
            phase: components["schemas"]["SessionPhase"];
            /** @description True for a rehearsal; else absent. */
            rehearsal?: boolean;
            /**
             * Format: uuid
             * @description The session.
             */
            sessionId: string;
            /**
             * Format: date-time
             * @description When the lecture started.
             */
            startedAt?: string;
            /**
             * Format: date-time
             * @description When the lecture is to start.
             */
            startsAt: string;
            /** @description Its title. */
            title: string;
        };
        /**
         * @description The phases of a session: Scheduled → Open → Live ⇄ Paused → Ended.
         * @enum {unknown}
         */
        SessionPhase: "scheduled" | "open" | "live" | "paused" | "ended";
        /** @description Answer of `GET /sessions/{s}/report`. Children sum to the whole, categories too; by seat and by home the same people are counted, and over the whole session the sums are equal. */
        SessionReport: {
            /** @description How many persons had come by the end of each minute in which somebody came; at most 240 of these. */
            arrivals?: components["schemas"]["ArrivalPoint"][];
            /**
             * Format: date-time
             * @description When the report was made.
             */
            at: string;
            /** @description By category of trainee. */
            categories: components["schemas"]["NamedCounts"][];
            /** @description One level down, by home: units, halls at the unit itself, people of the unit without a hall. */
            children: components["schemas"]["NamedCounts"][];
            /**
             * Format: int32
             * @description How many corrections concern them.
             * @default 0
             */
            corrections: number;
            /**
             * Format: int32
             * @description How many of the unit's halls were out of reach when the newest sign-in closed: whoever is missing there is unknown, not absent. Absent before a sign-in closed.
             */
            hallsOutOfReach?: number;
            /**
             * Format: int32
             * @description How many check-ins were entered after their round's close (补录), proven to lie before it.
             * @default 0
             */
            lateEntries: number;
            /** @description The chain's link at that entry, in hexadecimal digits. */
            ledgerLink: string;
            /**
             * Format: int64
             * @description Up to which entry of the ledger it goes.
             */
            ledgerSeq: number;
            /**
             * Format: int32
             * @description For how many persons a hall's screen told how long the lecture was really played.
             */
            measured: number;
            /** @description Persons (人数) by home. */
            persons: components["schemas"]["StateCounts"];
            /**
             * Format: int32
             * @description Check-ins that count, over all rounds (人次).
             */
            personTimes: number;
            /** @description The session's rounds in their order; who was there, summed over them, are the person-times. */
            rounds?: components["schemas"]["RoundResult"][];
            /** @description By which rules it was judged. */
            rulesVersion: string;
            /**
             * Format: int32
             * @description How many persons sat in the unit's halls.
             */
            seated: number;
            /** @description By the hall where people sat. */
            seats: components["schemas"]["SeatCounts"][];
            /**
             * Format: uuid
             * @description The session.
             */
            sessionId: string;
            /** @description Its title. */
            title: string;
            /**
             * Format: date-time
             * @description Since when the tree stands as it is counted here: when the doors opened.
             */
            treeAt?: string;
            /** @description The unit. */
            unit: components["schemas"]["UnitRef"];
            /** @description The zone in which people read times. */
            zone: string;
        };
        /**
         * @description What a person makes of a signal.
         * @enum {unknown}
         */
        SignalFinding: "explained" | "followUp";
        /** @description Something for a person to look at and judge: never a verdict, and nothing follows from it by itself. */
        SignalInfo: {
            /**
             * Format: date-time
             * @description When it began.
             */
            from: string;
            /** @description Its name. */
            hall: string;
            /**
             * Format: uuid
             * @description The hall.
             */
            hallId: string;
            /**
             * Format: uuid
             * @description The signal; the same as often as it is looked at, while it begins with the same check-in.
             */
            id: string;
            /** @description What somebody last found; absent while nobody looked. Where more people take part now than then, it is to be looked at again. */
            judged?: components["schemas"]["SignalJudged"];
            /** @description The other hall's name, for one person in two. */
            otherHall?: string;
            /**
             * Format: int32
             * @description How many do.
             */
            people: number;
            /**
             * Format: uuid
             * @description The round.
             */
            roundId: string;
            /**
             * Format: date-time
             * @description When it ended.
             */
            to: string;
            /** @description Who takes part in it, at most 50. */
            traineeIds: string[];
            /** @description What it is. */
            type: components["schemas"]["SignalType"];
        };
        /** @description What was found about a signal. */
        SignalJudged: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who found it, masked; absent if the account is gone. */
            by?: string;
            /** @description What. */
            finding: components["schemas"]["SignalFinding"];
            /**
             * Format: int32
             * @description How many people took part in it then.
             */
            people: number;
            /** @description Why. */
            reason: string;
        };
        /** @description Answer of `GET /sessions/{s}/signals`. */
        SignalList: {
            /** @description In the order of their beginning, at most 500. */
            items: components["schemas"]["SignalInfo"][];
            /** @description Whether there are more. */
            more: boolean;
        };
        /**
         * @description What made check-ins look strange.
         * @enum {unknown}
         */
        SignalType: "sharedDevice" | "burst" | "twoHalls";
        /** @description Answer of a call that ends a sign-in. */
        SignInEnded: {
            /**
             * Format: uuid
             * @description The sign-in.
             */
            id: string;
        };
        /** @description A sign-in that is good now. */
        SignInInfo: {
            /**
             * Format: uuid
             * @description The account.
             */
            accountId: string;
            /** @description What it was opened with, such as `Chrome · Android`; empty where that is not known. */
            device: string;
            /**
             * Format: date-time
             * @description When it ends unless it is used.
             */
            expiresAt: string;
            /**
             * Format: uuid
             * @description The sign-in.
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was last used, to a quarter of an hour; absent where that is not known.
             */
            lastUsedAt?: string;
            /**
             * Format: date-time
             * @description When.
             */
            openedAt: string;
            /** @description Whether it is the one that asks. */
            present?: boolean;
            /** @description The account's name. */
            user: string;
        };
        /** @description Message `snapshot`: the view's whole state at an offset. */
        Snapshot: {
            /** @description Echo it to come back here. */
            cursor: string;
            /** @description Why it was sent. */
            reason: components["schemas"]["SnapshotReason"];
            /** @description By the kind of stream: ScreenState, StaffState, BranchState or an attendance frame. */
            state: components["schemas"]["JsonElement"];
            /** @description The stream. */
            stream: string;
            /**
             * Format: int64
             * @description Your offset after applying it.
             */
            upTo: number;
        };
        /**
         * @description Why a snapshot was sent.
         * @enum {unknown}
         */
        SnapshotReason: "first" | "too_old" | "unknown_stream" | "ahead" | "forked";
        /** @description A member of staff as colleagues may see him. */
        StaffName: {
            /** @description The masked name, such as 李*. */
            name: string;
            /** @description administrator, lecturer or assistant. */
            role: string;
        };
        /** @description A question as staff sees it. */
        StaffQuestion: {
            /** @description Whether the hall's name is to stay off the screens. */
            anonymous: boolean;
            /**
             * Format: date-time
             * @description When.
             */
            askedAt: string;
            /**
             * Format: uuid
             * @description The hall.
             */
            branchId: string;
            /** @description A member of staff as colleagues may see him. */
            by?: {
                /** @description The masked name, such as 李*. */
                name: string;
                /** @description administrator, lecturer or assistant. */
                role: string;
            };
            /** @description Asked by a person (true) or by the hall as such (false). */
            byPerson: boolean;
            /** @description The name of the hall it came from. */
            hall: string;
            /**
             * Format: uuid
             * @description The question.
             */
            questionId: string;
            /**
             * @description The life of a question: pending → approved → answering → answered, or dismissed.
             * @enum {unknown}
             */
            state: "pending" | "approved" | "answering" | "answered" | "dismissed";
            /** @description Its text. */
            text: string;
        };
        /** @description State of `s/{session}/staff`. */
        StaffState: {
            /**
             * Format: date-time
             * @description Since when the programme is cut; absent while it is not.
             */
            cutSince?: string;
            /** @description Where the lecture's picture is to be had. */
            media?: {
                /**
                 * Format: date-time
                 * @description When the publisher's signal was noticed.
                 */
                since: string;
                /** @description Address of the HLS playlist, relative to the server. */
                url: string;
            };
            /**
             * @description The phases of a session: Scheduled → Open → Live ⇄ Paused → Ended.
             * @enum {unknown}
             */
            phase: "scheduled" | "open" | "live" | "paused" | "ended";
            /**
             * Format: date-time
             * @description Since when the phase is what it is.
             */
            phaseSince: string;
            /** @description All questions that are not yet answered or dismissed, and the last hundred that are, in the order of their asking. */
            questions: {
                /** @description Whether the hall's name is to stay off the screens. */
                anonymous: boolean;
                /**
                 * Format: date-time
                 * @description When.
                 */
                askedAt: string;
                /**
                 * Format: uuid
                 * @description The hall.
                 */
                branchId: string;
                /** @description A member of staff as colleagues may see him. */
                by?: {
                    /** @description The masked name, such as 李*. */
                    name: string;
                    /** @description administrator, lecturer or assistant. */
                    role: string;
                };
                /** @description Asked by a person (true) or by the hall as such (false). */
                byPerson: boolean;
                /** @description The name of the hall it came from. */
                hall: string;
                /**
                 * Format: uuid
                 * @description The question.
                 */
                questionId: string;
                /**
                 * @description The life of a question: pending → approved → answering → answered, or dismissed.
                 * @enum {unknown}
                 */
                state: "pending" | "approved" | "answering" | "answered" | "dismissed";
                /** @description Its text. */
                text: string;
            }[];
            /** @description True for a rehearsal; else absent. */
            rehearsal?: boolean;
            /** @description All rounds, in the order of their opening. */
            rounds: {
                /**
                 * Format: date-time
                 * @description When it closed; absent while it is open.
                 */
                closedAt?: string;
                /**
                 * Format: date-time
                 * @description When it will close by itself, if it will.
                 */
                closesAt?: string;
                /**
                 * @description What a check-in round is for.
                 * @enum {unknown}
                 */
                kind: "signIn" | "spotCheck" | "signOut";
                /**
                 * Format: date-time
                 * @description When it opened.
                 */
                openedAt: string;
                /**
                 * Format: uuid
                 * @description The round.
                 */
                roundId: string;
                /** @description How much of a session a round asks. */
                sample?: {
                    /**
                     * Format: int32
                     * @description In how many halls anybody is asked.
                     */
                    halls: number;
                    /**
                     * Format: int32
                     * @description How many people are asked, where people are drawn; absent: all people of these halls.
                     */
                    people?: number;
                    /**
                     * Format: int32
                     * @description Of how many in a hundred it was drawn.
                     */
                    percent: number;
                };
            }[];
            /**
             * Format: uuid
             * @description The session.
             */
            sessionId: string;
            /**
             * Format: date-time
             * @description When the lecture is to start.
             */
            startsAt: string;
            /** @description Its title. */
            title: string;
        };
        /** @description Disjoint counts over a whole session: expected is the sum of all others. In a session's report they count persons (人数); over several sessions person-times (人次), one a person and session. */
        StateCounts: {
            /**
             * Format: int32
             * @description Absent.
             */
            absent: number;
            /**
             * Format: int32
             * @description Excused.
             */
            excused: number;
            /**
             * Format: int32
             * @description On the roster.
             */
            expected: number;
            /**
             * Format: int32
             * @description Late.
             */
            late: number;
            /**
             * Format: int32
             * @description Left early.
             */
            leftEarly: number;
            /**
             * Format: int32
             * @description Made up.
             */
            madeUp: number;
            /**
             * Format: int32
             * @description There in part.
             */
            partial: number;
            /**
             * Format: int32
             * @description Present.
             */
            present: number;
            /**
             * Format: int32
             * @description Unknown.
             */
            unknown: number;
        };
        /** @description Answer of `POST /venues/{v}/substitutes`. */
        Substitute: {
            /**
             * Format: date-time
             * @description When its rights end; live connections end with them.
             */
            endsAt: string;
            /**
             * Format: uuid
             * @description The substitute's account.
             */
            id: string;
            /** @description What to hand over; it ends no later than the rights. */
            slip: components["schemas"]["ActivationSlip"];
        };
        /** @description Answer of `POST /accounts/{id}/end`. */
        SubstituteEnded: {
            /**
             * Format: date-time
             * @description When its rights ended.
             */
            endsAt: string;
            /**
             * Format: uuid
             * @description The substitute's account.
             */
            id: string;
        };
        /** @description Answer of `POST /scans`: a ticket for one person, good for three minutes. */
        TicketIssued: {
            /** @description The hall that was scanned. */
            branch: components["schemas"]["BranchName"];
            /**
             * Format: date-time
             * @description When the ticket ends.
             */
            expiresAt: string;
            /**
             * Format: uuid
             * @description The open round.
             */
            roundId: string;
            /**
             * Format: uuid
             * @description The session.
             */
            sessionId: string;
            /** @description Opaque; carry it to `/check-ins`. */
            ticket: string;
        };
        /** @description Answer of a sign-in or refresh. */
        Tokens: {
            /** @description Bearer. */
            accessToken: string;
            /**
             * Format: date-time
             * @description When the access token ends.
             */
            expiresAt: string;
            /** @description For the next `/auth/refresh`. */
            refreshToken: string;
        };
        /** @description Message `totals`: figures that replace each other; the latest (Epoch, Seq) wins, some may be skipped. */
        Totals: {
            /** @description By key. */
            data: components["schemas"]["JsonElement"];
            /**
             * Format: int64
             * @description Which life of the counter.
             */
            epoch: number;
            /** @description `attendance` (an attendance frame, on a/; HallAttendance, on b/) or `votes` (VoteTotals, on staff). */
            key: string;
            /**
             * Format: int64
             * @description Order within the epoch.
             */
            seq: number;
            /** @description The stream. */
            stream: string;
        };
        /** @description Answer of `POST /trainees/{id}/erase`. */
        TraineeErased: {
            /**
             * Format: date-time
             * @description When key and identifiers were deleted.
             */
            erasedAt: string;
            /**
             * Format: uuid
             * @description The pseudonym that the ledger goes on with.
             */
            traineeId: string;
        };
        /** @description A trainee, masked. */
        TraineeInfo: {
            /** @description The category of trainee. */
            category: string;
            /**
             * Format: uuid
             * @description The trainee.
             */
            id: string;
            /** @description The name with its middle hidden, e.g. `王*国`. */
            nameMasked: string;
            /** @description The roster number with its middle hidden. */
            rosterNoMasked: string;
            /**
             * Format: uuid
             * @description The unit.
             */
            unitId: string;
            /**
             * Format: uuid
             * @description The venue where the trainee is expected; absent if none.
             */
            venueId?: string;
        };
        /** @description Answer of chasing a unit. */
        UnitChased: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: int32
             * @description How many halls with missing people were not looked at: the command takes 2,000 at once. Send another one for these.
             */
            left: number;
            /**
             * Format: int32
             * @description How many reminders go out.
             */
            reminders: number;
            /**
             * Format: int32
             * @description How many halls were left out, because they were chased within the last minutes.
             */
            resting: number;
            /**
             * Format: uuid
             * @description For which round.
             */
            roundId: string;
        };
        /** @description A unit's persons and halls. */
        UnitOverview: {
            /** @description Its persons. */
            counts: components["schemas"]["Counts"];
            /**
             * Format: int32
             * @description How many halls it has in the session.
             */
            halls: number;
            /**
             * Format: int32
             * @description How many of them are within reach.
             */
            hallsOnline: number;
            /** @description The unit. */
            unit: components["schemas"]["UnitRef"];
        };
        /** @description A node of the attendance tree. */
        UnitRef: {
            /**
             * Format: int64
             * @description For a venue: its short number.
             */
            hall?: number;
            /**
             * Format: uuid
             * @description The unit's or venue's id.
             */
            id: string;
            /** @description Unit, venue, or the people at the unit itself that no venue holds. */
            kind: components["schemas"]["NodeKind"];
            /**
             * Format: date-time
             * @description For a venue out of reach: when it was last heard of, if it ever was.
             */
            lastSeen?: string;
            /** @description Its name. */
            name: string;
            /** @description For a venue: whether it is within reach now. */
            online?: boolean;
            /** @description For a venue within reach: what its screen shows, if it told. */
            picture?: components["schemas"]["PictureState"];
        };
        /** @description Answer of `POST /trainees/{id}/unmask`. Every look is a line of the audit. */
        UnmaskedTrainee: {
            /** @description The last four digits of the phone number; of the number nothing more is kept. */
            lastDigits: string;
            /** @description The name. */
            name: string;
            /** @description The roster number. */
            rosterNo: string;
            /**
             * Format: uuid
             * @description The trainee.
             */
            traineeId: string;
        };
        /** @description A venue. */
        VenueInfo: {
            /** @description Its code, unique in the installation. */
            code: string;
            /**
             * Format: int64
             * @description Its short number, unique in the installation.
             */
            hall: number;
            /**
             * Format: uuid
             * @description The venue; also the branch's id in a session.
             */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: int32
             * @description How many seats.
             */
            seats: number;
            /**
             * Format: uuid
             * @description The unit it stands at.
             */
            unitId: string;
        };
        /** @description An event as one audience sees it. */
        ViewEvent: {
            /**
             * Format: date-time
             * @description When it happened.
             */
            at: string;
            /** @description Its data, by type. */
            data: components["schemas"]["JsonElement"];
            /**
             * Format: int64
             * @description Its place in the session's log, from 1.
             */
            offset: number;
            /** @description One of EventTypes; ignore what you do not know. */
            type: string;
        };
        /** @description Answer of `POST` and `DELETE /questions/{q}/votes`. */
        VoteAnswer: {
            /**
             * Format: uuid
             * @description The question.
             */
            questionId: string;
            /** @description Whether the caller's vote stands. */
            voted: boolean;
        };
        /** @description Data of totals `votes`. */
        VoteTotals: {
            /** @description Votes by question id. */
            votes: {
                [key: string]: number;
            };
        };
        /** @enum {unknown} */
        VouchReason: "noPhone" | "plainPhone" | "cannotScan" | "other";
        /** @description Answer of a decision about a walk-in. */
        WalkInDecided: {
            /** @description Where it stands now. */
            state: components["schemas"]["WalkInState"];
            /**
             * Format: uuid
             * @description The entry.
             */
            walkInId: string;
        };
        /** @description A walk-in with what the person left, for the administrator who is to find out who it is. */
        WalkInDetails: {
            /** @description The entry. */
            info: components["schemas"]["WalkInInfo"];
            /** @description The digits as they were typed. */
            lastDigits: string;
            /** @description The name as it was typed. */
            name: string;
        };
        /** @description A walk-in in a list. */
        WalkInInfo: {
            /** @description Why. */
            answer?: string;
            /**
             * Format: date-time
             * @description When it was kept.
             */
            at: string;
            /**
             * Format: uuid
             * @description The hall.
             */
            branchId: string;
            /** @description Who decided, masked. */
            decidedBy?: string;
            /** @description Its name. */
            hall: string;
            /** @description The name, masked. */
            name: string;
            /**
             * Format: uuid
             * @description The round.
             */
            roundId: string;
            /** @description Where it stands. */
            state: components["schemas"]["WalkInState"];
            /**
             * Format: uuid
             * @description Who it is, if it was matched.
             */
            traineeId?: string;
            /**
             * Format: uuid
             * @description The entry.
             */
            walkInId: string;
        };
        /** @description Answer of `POST /walk-ins`. */
        WalkInKept: {
            /**
             * Format: date-time
             * @description When it was kept.
             */
            at: string;
            /**
             * Format: uuid
             * @description The entry.
             */
            walkInId: string;
        };
        /**
         * @description Where a walk-in stands.
         * @enum {unknown}
         */
        WalkInState: "waiting" | "matched" | "rejected";
        /** @description Body of `POST /trainees/{id}/unmask` and `/erase`. */
        WithReason: {
            /** @description Why; 5 to 200 characters, without the person's name or number. It stands in the audit. */
            reason: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ApiGetLiveFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; the code says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ApiPutLiveFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; the code says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ApiDeleteLiveFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; the code says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    GetLiveFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; the code says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    PutLiveFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; the code says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    DeleteLiveFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused; the code says why. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
