// A whole number that may be empty while it is typed; what is kept is always a number within its limits.
import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState, type ReactNode } from 'react';

interface WholeNumberProps extends Omit<NumberInputProps, 'value' | 'onChange' | 'min' | 'max'> {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

export function WholeNumber({ value, min, max, onChange, ...rest }: WholeNumberProps): ReactNode {
  const [shown, setShown] = useState<number | string>(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setShown(value);
  }
  return (
    <NumberInput
      {...rest}
      allowDecimal={false}
      max={max}
      min={min}
      onBlur={() => setShown(value)}
      onChange={(next) => {
        setShown(next);
        if (typeof next === 'number' && next >= min && next <= max) onChange(next);
      }}
      value={shown}
    />
  );
}
