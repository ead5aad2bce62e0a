#!/usr/bin/env node
import { holdHeap } from '../src/heap.ts';

holdHeap();
await import('../src/main.ts');
