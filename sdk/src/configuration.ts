import {
  init,
  keyed,
  matching,
  type CallOptions,
  type ChangeOptions,
  type Client,
  type CreateOptions,
} from './client.ts';
import type {
  ChoiceItemInput,
  ChoiceItemPatch,
  ChoiceList,
  ChoiceListState,
  Configuration,
  ConfigurationEffect,
  ConfigurationFile,
  ConfigurationFileEffect,
  FieldOrder,
  SituationField,
  SituationFieldInput,
  SituationFieldPatch,
} from './types.ts';
import { dataOf, versioned, type Versioned } from './unwrap.ts';

type VersionedField = Versioned<'field', SituationField>;
type VersionedList = Versioned<'list', ChoiceListState>;

/** Lists, fields, units, team and directory: what codes mean. */
export class Configurations {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  read(options: CallOptions = {}): Promise<Configuration> {
    return dataOf(this.#client.GET('/v1/configuration', init(options)));
  }

  /** Adds a list of your own, empty, for the choices of your fields. */
  addList(list: { readonly label: string }, options: CreateOptions = {}): Promise<ChoiceList> {
    return dataOf(
      this.#client.POST('/v1/configuration/lists', {
        params: { header: keyed(options) },
        body: list,
        ...init(options),
      }),
    );
  }

  /** Adds an item to a list. The ETag is that of the list. */
  addItem(
    listCode: string,
    item: ChoiceItemInput,
    options: CreateOptions & ChangeOptions,
  ): Promise<VersionedList> {
    return versioned(
      'list',
      this.#client.POST('/v1/configuration/lists/{listCode}/items', {
        params: { path: { listCode }, header: { ...keyed(options), ...matching(options) } },
        body: item,
        ...init(options),
      }),
    );
  }

  /** Renames, orders, puts aside or takes back an item of a list. The ETag is that of the list. */
  changeItem(
    listCode: string,
    itemCode: string,
    patch: ChoiceItemPatch,
    options: ChangeOptions,
  ): Promise<VersionedList> {
    return versioned(
      'list',
      this.#client.PATCH('/v1/configuration/lists/{listCode}/items/{itemCode}', {
        params: { path: { listCode, itemCode }, header: matching(options) },
        body: patch,
        ...init(options),
      }),
    );
  }

  /** Puts items of a list in another order, all at once; those not named keep their place. The ETag is that of the list. */
  orderItems(listCode: string, codes: readonly string[], options: ChangeOptions): Promise<VersionedList> {
    return versioned(
      'list',
      this.#client.PUT('/v1/configuration/lists/{listCode}/order', {
        params: { path: { listCode }, header: matching(options) },
        body: { codes: [...codes] },
        ...init(options),
      }),
    );
  }

  /** How often an item is used, before it is changed. */
  itemEffect(listCode: string, itemCode: string, options: CallOptions = {}): Promise<ConfigurationEffect> {
    return dataOf(
      this.#client.GET('/v1/configuration/lists/{listCode}/items/{itemCode}/effect', {
        params: { path: { listCode, itemCode } },
        ...init(options),
      }),
    );
  }

  /** Publishes a field of the situation, with its purpose. */
  addField(field: SituationFieldInput, options: CreateOptions = {}): Promise<VersionedField> {
    return versioned(
      'field',
      this.#client.POST('/v1/configuration/fields', {
        params: { header: keyed(options) },
        body: field,
        ...init(options),
      }),
    );
  }

  /** Changes a field: label, place, purpose, expected or not, offered or not. The ETag is that of the field. */
  changeField(
    fieldCode: string,
    patch: SituationFieldPatch,
    options: ChangeOptions,
  ): Promise<VersionedField> {
    return versioned(
      'field',
      this.#client.PATCH('/v1/configuration/fields/{fieldCode}', {
        params: { path: { fieldCode }, header: matching(options) },
        body: patch,
        ...init(options),
      }),
    );
  }

  /** Puts fields in another order, all at once. The ETag is that of their groups: the list `fieldGroup`. */
  orderFields(codes: readonly string[], options: ChangeOptions): Promise<FieldOrder> {
    return dataOf(
      this.#client.PUT('/v1/configuration/field-order', {
        params: { header: matching(options) },
        body: { codes: [...codes] },
        ...init(options),
      }),
    );
  }

  /** How many files hold a field, before it is changed. */
  fieldEffect(fieldCode: string, options: CallOptions = {}): Promise<ConfigurationEffect> {
    return dataOf(
      this.#client.GET('/v1/configuration/fields/{fieldCode}/effect', {
        params: { path: { fieldCode } },
        ...init(options),
      }),
    );
  }

  /** The configuration as a file: no person in it, no identifier. */
  exportFile(options: CallOptions = {}): Promise<ConfigurationFile> {
    return dataOf(this.#client.GET('/v1/configuration/file', init(options)));
  }

  /** What importing a file would change, before anything is; its version is the ETag to import on. */
  previewImport(file: ConfigurationFile, options: CallOptions = {}): Promise<ConfigurationFileEffect> {
    return dataOf(
      this.#client.POST('/v1/configuration/file-preview', {
        body: file,
        ...init(options, { readOnly: true }),
      }),
    );
  }

  /** Imports a file: all that the preview showed, or nothing when the configuration changed since. */
  importFile(file: ConfigurationFile, options: ChangeOptions): Promise<ConfigurationFileEffect> {
    return dataOf(
      this.#client.POST('/v1/configuration/file', {
        params: { header: matching(options) },
        body: file,
        ...init(options),
      }),
    );
  }
}
