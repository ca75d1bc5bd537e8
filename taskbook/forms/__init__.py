"""The step forms: the plan as XLSX for those who work without git, out to the units and back into the YAML.

out: records -> rows of sheets -> workbooks. read: workbooks -> what was changed -> proved on a copy -> the YAML, or the
workbook back with a note in every cell that can't be taken. Only writer, opened and returning know openpyxl.
"""
