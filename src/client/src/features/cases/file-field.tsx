import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Text } from 'react-aria-components/Text';
import { Button } from '@/shared/ui/button';

type Props = { file: File | undefined; problem: string | undefined; isBusy: boolean; onChoose: (file: File) => void };

export function FileField({ file, problem, isBusy, onChoose }: Props) {
  return (
    <div className="file-field">
      <DropZone
        className="drop-zone"
        data-filled={file !== undefined || undefined}
        onDrop={(event) => {
          const dropped = event.items.find((item) => item.kind === 'file');
          void dropped?.getFile().then(onChoose);
        }}
      >
        <Text slot="label">{file ? file.name : 'Drop a .txt or .csv file here'}</Text>
        <FileTrigger
          acceptedFileTypes={['.txt', '.csv', 'text/plain', 'text/csv']}
          onSelect={(files) => {
            const chosen = files?.item(0);
            if (chosen) onChoose(chosen);
          }}
        >
          <Button look={file ? 'secondary' : 'primary'} isDisabled={isBusy}>
            {file ? 'Choose another file' : 'Choose a file'}
          </Button>
        </FileTrigger>
        <span className="quiet small" role="status">
          {isBusy ? 'Sending the file' : 'Up to 5 MB'}
        </span>
      </DropZone>
      {problem === undefined ? null : (
        <p className="text-field-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
