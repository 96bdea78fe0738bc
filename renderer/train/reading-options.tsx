import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** As the engine takes them; what is not there is found out by itself. */
export type Options = Readonly<Record<string, string>>;

const formats = ['folders', 'csv', 'masks', 'coco', 'voc', 'deeppcb'] as const;
const texts = ['good', 'names', 'column', 'threshold'] as const;

interface Props {
  readonly options: Options;
  readonly onChange: (options: Options) => void;
}

/** How a folder is read, for those that do not tell it by themselves. */
export function ReadingOptions({ options, onChange }: Props) {
  const { t } = useTranslation();

  function set(name: string, value: string): void {
    const { [name]: _before, ...others } = options;
    onChange(value === '' ? others : { ...others, [name]: value });
  }

  return (
    <SimpleGrid cols={2} mt="xs" verticalSpacing="sm">
      <Select
        style={{ gridColumn: '1 / -1' }}
        label={t('train.dataset.format')}
        value={options['format'] ?? ''}
        data={[
          { value: '', label: t('train.dataset.formats.auto') },
          ...formats.map((value) => ({ value, label: t(`train.dataset.formats.${value}`) })),
        ]}
        onChange={(value) => set('format', value ?? '')}
        allowDeselect={false}
        checkIconPosition="right"
      />
      {texts.map((name) => (
        <TextInput
          key={name}
          label={t(`train.dataset.option.${name}`)}
          description={t(`train.dataset.option.${name}Text`)}
          value={options[name] ?? ''}
          maxLength={400}
          spellCheck={false}
          onChange={(event) => set(name, event.currentTarget.value)}
        />
      ))}
    </SimpleGrid>
  );
}
