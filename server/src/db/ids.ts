import { v7, validate } from 'uuid';

/** A new record id: UUIDv7, made by the application so that it is known before the write and sorts by time. */
export const newId = (): string => v7();

/** Whether a string has the shape of a record id. */
export const isId = (value: string): boolean => validate(value);
